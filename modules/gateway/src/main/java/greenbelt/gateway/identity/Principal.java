package greenbelt.gateway.identity;

import greenbelt.http.Headers.Field;
import java.util.List;

/// Who sends a request.
public sealed interface Principal {
    /// Who sent a request, as the gateway found out: a user's id. Services believe it, so nobody outside may send it.
    String USER_FIELD = "x-greenbelt-user";

    /// Who it is, in a sentence.
    default String sentence() {
        return switch (this) {
            case Anonymous _ -> "nobody is asked who they are";
            case User(var id) -> "user " + id + ", by a valid token";
        };
    }

    /// What a service is told about it.
    default List<Field> fields() {
        return switch (this) {
            case Anonymous _ -> List.of();
            case User(var id) -> List.of(new Field(USER_FIELD, id));
        };
    }

    /// Nobody has said.
    record Anonymous() implements Principal {}

    /// The user with this id: a valid token says so.
    record User(String id) implements Principal {}
}
