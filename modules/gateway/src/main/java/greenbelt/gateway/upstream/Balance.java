package greenbelt.gateway.upstream;

/// By what rule the requests to an upstream are spread over its instances.
public sealed interface Balance {
    /// In a sentence, such as `in turn`.
    String sentence();

    /// One after the other.
    record RoundRobin() implements Balance {
        @Override
        public String sentence() {
            return "in turn";
        }
    }

    /// Of two that are drawn, the one with fewer requests under way.
    ///
    /// @see <a href="https://doi.org/10.1109/71.963420">Mitzenmacher: The power of two choices in randomized load
    ///      balancing, 2001</a>
    record LeastRequests() implements Balance {
        @Override
        public String sentence() {
            return "of two that are drawn, the one with fewer requests under way";
        }
    }

    /// The same one for the same value of a header field of the request as it is forwarded; in turn where there is none.
    ///
    /// @param header in lower case
    record HashByHeader(String header) implements Balance {
        @Override
        public String sentence() {
            return "by the hash of " + header;
        }
    }
}
