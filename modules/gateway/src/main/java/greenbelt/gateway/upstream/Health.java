package greenbelt.gateway.upstream;

import java.time.Duration;

/// How an instance fares, as its upstream sees it.
public sealed interface Health {
    /// It gets its share of the requests.
    record Well() implements Health {}

    /// It has come, or come back, a while ago, and gets less than its share.
    ///
    /// @param percent of its share that it gets now
    record SlowStart(int percent) implements Health {}

    /// It has failed too often in a row, and gets no requests for a while.
    ///
    /// @param left how long
    /// @param why what became of the last request
    record Ejected(Duration left, String why) implements Health {}

    /// It has not answered well when it was asked how it is, and gets no requests until it does.
    ///
    /// @param why what became of the last question
    record Unhealthy(String why) implements Health {}
}
