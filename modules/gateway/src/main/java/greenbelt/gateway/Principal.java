package greenbelt.gateway;

/// Who sends a request.
sealed interface Principal {
    /// Nobody has said.
    record Anonymous() implements Principal {}

    /// The user with this id: a valid token says so.
    record User(String id) implements Principal {}
}
