package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The commands about instances")
class ScaleCommandTest extends CommandsFixture {
    ScaleCommandTest() {
        super(42, 200);
    }

    @Test
    @DisplayName("show how many each service has, and let one have more or fewer")
    void scale() {
        assertThat(text("scale")).containsPattern("inventory +1 +inventory-1\n");
        assertThat(text("scale inventory 3"))
                .containsPattern("inventory +3 +inventory-1, inventory-2, inventory-3\n");
        assertThat(text("status")).containsPattern("inventory-3 +up +answers");
        assertThat(text("scale inventory 1")).containsPattern("inventory +1 +inventory-1\n");
        assertThat(text("scale --json")).isEqualTo("{\"inventory\":1,\"user\":1}\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    scale inventory 0  | INSTANCES must be a whole number from 1 to 16, found "0"
                    scale inventory 99 | INSTANCES must be a whole number from 1 to 16, found "99"
                    scale inventory x  | INSTANCES must be a whole number from 1 to 16, found "x"
                    scale inventory    | scale: say how many instances, as in: scale inventory 3
                    scale inventry 2   | SERVICE must be inventory or user, found "inventry", did you mean "inventory"?
                    scale order 2      | order has one writer: its log numbers all events, and two instances would each decide on what the other has not seen; what would work is an instance, with a log of its own, for each part of the orders; what can be scaled is inventory and user
                    upstreams inventry | there is no upstream "inventry", did you mean "inventory"?; there are inventory, order, user
                    crash inventory-2  | there is no node "inventory-2", did you mean "inventory-1"?; there are gateway, inventory-1, order-1, user-1
                    """)
    @DisplayName("refuse what cannot be, and say what can")
    void refuse(String line, String sentence) {
        assertThat(refusal(line).strip()).isEqualTo(sentence);
    }

    @Test
    @DisplayName("show who of them gets requests, and why one does not")
    void upstreams() {
        text("scale inventory 3");
        assertThat(text("upstreams inventory"))
                .startsWith(
                        """
                        inventory
                          in turn
                          asked for /health every 5s, unhealthy after 3 bad answers, healthy after 2 good ones
                          out for 30s after 5 failures in a row, at most 50% of them at once
                          a slow start of 10s
                        """)
                .containsPattern("inventory-2 +well +100% +0 +0 +0 +none");

        text("crash inventory-2");
        text("advance 16s");

        assertThat(text("upstreams inventory"))
                .containsPattern(
                        "inventory-2 +unhealthy +0% +0 +0 +0 +none +inventory-2 refused the connection: nobody listens");
        assertThat(text("upstreams inventory --json"))
                .contains("\"name\":\"inventory-2\",\"state\":\"UNHEALTHY\"");

        text("restart inventory-2");
        text("advance 11s");

        assertThat(text("upstreams inventory"))
                .containsPattern("inventory-2 +slow start +[1-9][0-9]% ");
    }

    @Test
    @DisplayName("show until when one is out that has failed")
    void ejected() {
        text("scale user 2");
        text("crash user-2");
        run("http GET /users/ada --times 4");

        assertThat(text("upstreams user"))
                .containsPattern(
                        "user-2 +well +100% .* [12] of 5 failures in a row: user-2 refused the connection");

        run("http GET /users/ada --times 12");

        assertThat(text("upstreams user"))
                .containsPattern(
                        "user-2 +ejected +0% +0 +[0-9]+ +5 +none +out until 2\\S+Z: user-2 refused the connection");
    }
}
