/// Numbers that say how something fares.
@SuppressWarnings("requires-automatic") // Prometheus' writers have no descriptors
@org.jspecify.annotations.NullMarked
module greenbelt.metrics {
    requires static transitive org.jspecify;
    requires io.prometheus.metrics.config;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;

    exports greenbelt.metrics;
}
