package greenbelt.gateway.routing;

/// Where a request goes.
public sealed interface Destination {
    /// To this upstream, over the network.
    record To(String upstream) implements Destination {
        @Override
        public String toString() {
            return upstream;
        }
    }

    /// Nowhere: the gateway itself answers with the description of the API.
    record ApiDescription() implements Destination {
        @Override
        public String toString() {
            return "the gateway itself";
        }
    }
}
