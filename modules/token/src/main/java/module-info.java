/// Access tokens: issuing them, publishing the keys, verifying them.
@org.jspecify.annotations.NullMarked
module greenbelt.token {
    requires static transitive org.jspecify;
    requires com.nimbusds.jose.jwt;
    requires transitive greenbelt.world;

    exports greenbelt.token;
}
