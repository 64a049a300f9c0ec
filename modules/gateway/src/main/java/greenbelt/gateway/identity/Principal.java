package greenbelt.gateway.identity;

import greenbelt.http.Headers.Field;
import java.util.List;
import java.util.Optional;

/// Who sends a request.
public sealed interface Principal {
    /// A user's id, as the gateway found out. Services believe it, so nobody outside may send it.
    String USER_FIELD = "x-greenbelt-user";

    /// The name of a program, as the gateway found out.
    String CLIENT_FIELD = "x-greenbelt-client";

    /// What the sender may do, in words with spaces between.
    String SCOPE_FIELD = "x-greenbelt-scope";

    /// What they may do.
    List<String> scopes();

    /// Who it is, in a word, the same for all credentials of one.
    default String name() {
        return switch (this) {
            case Anonymous _ -> "anonymous";
            case User(var id, _) -> "user " + id;
            case Client(var name, _) -> "program " + name;
        };
    }

    /// The name of a program, if it is one.
    default Optional<String> client() {
        return this instanceof Client(var name, _) ? Optional.of(name) : Optional.empty();
    }

    /// Who it is, in a sentence.
    default String sentence() {
        return switch (this) {
            case Anonymous _ -> "nobody is asked who they are";
            case User(var id, _) -> "user " + id + ", by a valid token";
            case Client(var name, _) -> "program " + name + ", by its key";
        };
    }

    /// What a service is told about it.
    default List<Field> fields() {
        return switch (this) {
            case Anonymous _ -> List.of();
            case User(var id, var scopes) -> fields(USER_FIELD, id, scopes);
            case Client(var name, var scopes) -> fields(CLIENT_FIELD, name, scopes);
        };
    }

    private static List<Field> fields(String name, String value, List<String> scopes) {
        var identity = new Field(name, value);
        return scopes.isEmpty()
                ? List.of(identity)
                : List.of(identity, new Field(SCOPE_FIELD, String.join(" ", scopes)));
    }

    /// Nobody has said.
    record Anonymous() implements Principal {
        @Override
        public List<String> scopes() {
            return List.of();
        }
    }

    /// The user with this id: a valid token says so.
    record User(String id, List<String> scopes) implements Principal {
        public User {
            scopes = List.copyOf(scopes);
        }
    }

    /// The program of this name: its key says so.
    record Client(String id, List<String> scopes) implements Principal {
        public Client {
            scopes = List.copyOf(scopes);
        }
    }
}
