/// The user service: who the users are, their wallets, and the tokens they sign in with.
@org.jspecify.annotations.NullMarked
module greenbelt.user {
    requires static transitive org.jspecify;
    requires transitive greenbelt.bus;
    requires transitive greenbelt.contract;
    requires transitive greenbelt.database;
    requires transitive greenbelt.http;
    requires greenbelt.json;
    requires transitive greenbelt.outbox;
    requires transitive greenbelt.telemetry;
    requires greenbelt.token;
    requires transitive greenbelt.world;

    exports greenbelt.user;
}
