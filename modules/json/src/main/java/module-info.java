/// The one way to read and write JSON and YAML, and to read and refuse other texts that people write.
@org.jspecify.annotations.NullMarked
module greenbelt.json {
    requires static transitive org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.dataformat.yaml;

    exports greenbelt.json;
}
