package greenbelt.user;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Body;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The user service, given bad input,")
@TestInstance(Lifecycle.PER_CLASS)
class UserBadInputTest {
    private static final String JSON = "application/json";
    private final House house = new House(7);
    private String before = "";

    @BeforeAll
    void remember() {
        before = users();
    }

    @AfterAll
    void close() {
        house.close();
    }

    private String users() {
        return house.call(Request.get("/users")).text();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @DisplayName("says what was expected and what was found, and writes nothing")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    POST   | /users                      | {"handle":               | 400 | expected
                    POST   | /users                      | []                       | 400 | expected
                    POST   | /users                      | {}                       | 400 | handle
                    POST   | /users                      | {"handle":"x","name":"X","email":"x@y","password":"12345678"} | 400 | handle must be 2 to 32
                    POST   | /users                      | {"handle":"xx","name":"X","email":"x@y","password":"1234567"} | 400 | password must have 8 to 200 characters, was 7
                    POST   | /users                      | {"handle":"xx","name":"X","email":"x@y","password":"12345678","role":"admin"} | 400 | role
                    POST   | /users                      | {"handle":"xx","name":"X","email":"x@y","password":"12345678","creditCents":-1} | 400 | creditCents must be 0 to 100000000, was -1
                    POST   | /users                      | {"handle":"xx","name":"X","email":"x@y","password":"12345678","creditCents":1.5} | 400 | creditCents
                    POST   | /users                      | {"handle":7,"name":"X","email":"x@y","password":"12345678"} | 400 | handle
                    POST   | /users                      | {"handle":"xx","name":"\\udfff","email":"x@y","password":"12345678"} | 400 | name: expected a text of Unicode characters
                    GET    | /users?limit=0              | -                        | 400 | limit
                    GET    | /users?limit=101            | -                        | 400 | limit
                    GET    | /users?page=2               | -                        | 400 | page
                    GET    | /users/ada                  | -                        | 400 | UUID
                    GET    | /users/1-1-1-1-1            | -                        | 400 | UUID
                    GET    | /users/UNKNOWN              | -                        | 404 | There is no user
                    PATCH  | /users/UNKNOWN              | {}                       | 404 | There is no user
                    PATCH  | /users/ADA                  | {"name":""}              | 400 | name must be 1 to 100
                    PATCH  | /users/ADA                  | {"email":"ada"}          | 400 | email must be NAME@HOST
                    PATCH  | /users/ADA                  | {"email":"grace@example.org"} | 409 | Somebody has this email
                    PATCH  | /users/ADA                  | {"handle":"root"}        | 400 | handle
                    DELETE | /users/UNKNOWN              | -                        | 404 | There is no user
                    POST   | /users/ADA/wallet/top-ups   | {"amountCents":0}        | 400 | amountCents must be 1 to 100000000, was 0
                    POST   | /users/ADA/wallet/top-ups   | {"amountCents":-5}       | 400 | amountCents must be 1 to 100000000, was -5
                    POST   | /users/ADA/wallet/top-ups   | {"amountCents":99999999999999999999} | 400 | amountCents
                    POST   | /users/ADA/wallet/top-ups   | {"amountCents":"7"}      | 400 | amountCents
                    POST   | /users/UNKNOWN/wallet/top-ups | {"amountCents":7}      | 404 | There is no user
                    POST   | /auth/token                 | {"user":"ada"}           | 400 | password
                    PUT    | /credit-reservations/7      | {}                       | 400 | UUID
                    PUT    | /credit-reservations/UNKNOWN | {"user":"ada","amountCents":1} | 400 | user
                    PUT    | /credit-reservations/UNKNOWN | {"user":"00000000-0000-0000-0000-000000000009","amountCents":-1} | 400 | amountCents must be >= 0, was -1
                    GET    | /nothing                    | -                        | 404 | nothing at
                    PUT    | /users                      | {}                       | 405 | not possible
                    """)
    void refuses(Method method, String path, String body, int status, String words) {
        var target =
                path.replace("UNKNOWN", new UUID(9, 9).toString())
                        .replace("ADA", house.user("ada").toString());
        var request = Request.of(method, target);
        if (!body.equals("-")) {
            request = request.with("content-type", JSON).withBody(Body.text(body));
        }
        var response = house.call(request);
        assertThat(response.status()).isEqualTo(status);
        assertThat(Problem.from(response).detail()).containsIgnoringCase(words);
        assertThat(users()).isEqualTo(before);
        assertThat(house.violations()).isEmpty();
        assertThat(house.world.failures()).isEmpty();
    }

    @Test
    @DisplayName("refuses a body that is not declared as JSON")
    void refusesOtherTypes() {
        var request =
                Request.of(Method.POST, "/users")
                        .with("content-type", "text/plain")
                        .withBody(Body.text("{}"));
        assertThat(house.call(request).status()).isEqualTo(415);
    }

    @Test
    @DisplayName("refuses a body of more than 1 MiB")
    void refusesLargeBodies() {
        var request =
                Request.of(Method.POST, "/users")
                        .with("content-type", JSON)
                        .withBody(Body.text(" ".repeat(Body.MAX_IN_MEMORY_BYTES + 1)));
        assertThat(house.call(request).status()).isEqualTo(413);
    }

    @Test
    @DisplayName("refuses an Idempotency-Key that is none")
    void refusesBadKeys() {
        var request =
                Request.of(Method.POST, "/users/" + house.user("ada") + "/wallet/top-ups")
                        .with("content-type", JSON)
                        .withBody(Body.text("{\"amountCents\":7}"));
        assertThat(house.call(request.with("idempotency-key", " ")).status()).isEqualTo(400);
        assertThat(house.call(request.with("idempotency-key", "k".repeat(101))).status())
                .isEqualTo(400);
        assertThat(users()).isEqualTo(before);
    }
}
