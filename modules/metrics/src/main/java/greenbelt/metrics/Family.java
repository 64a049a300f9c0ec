package greenbelt.metrics;

import java.util.List;

/// Numbers of one kind under one name.
///
/// @param name such as `gateway_requests`, without the `_total` that counters have on the wire
/// @param help what they say, in a sentence
/// @param samples one for each combination of labels
/// @see <a href="https://prometheus.io/docs/practices/naming/">Prometheus: metric and label naming</a>
public record Family(String name, Kind kind, String help, List<Sample> samples) {
    /// What may be done with a number.
    public enum Kind {
        /// It only grows; what it grows by in a time is what it says.
        COUNTER,
        /// It is what it is now.
        GAUGE,
        /// How often something was so large.
        HISTOGRAM
    }

    public Family {
        samples = List.copyOf(samples);
    }

    /// A number without labels.
    public static Family gauge(String name, String help, double value) {
        return new Family(name, Kind.GAUGE, help, List.of(Sample.of(value)));
    }

    /// A number of things, without labels.
    public static Family gauge(String name, String help, long count) {
        return gauge(name, help, (double) count);
    }

    /// A count without labels.
    public static Family counter(String name, String help, double value) {
        return new Family(name, Kind.COUNTER, help, List.of(Sample.of(value)));
    }
}
