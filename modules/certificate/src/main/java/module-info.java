/// With what a server proves who it is, and who believes it.
@org.jspecify.annotations.NullMarked
module greenbelt.certificate {
    requires static transitive org.jspecify;

    exports greenbelt.certificate;
}
