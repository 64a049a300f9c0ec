/// Given, when, then: what must happen, written as a story, for whatever decides by a pure function.
@org.jspecify.annotations.NullMarked
module greenbelt.specification {
    requires static transitive org.jspecify;

    exports greenbelt.specification;
}
