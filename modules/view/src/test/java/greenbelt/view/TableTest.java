package greenbelt.view;

import static greenbelt.view.Table.Column.left;
import static greenbelt.view.Table.Column.right;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.json.Json;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table")
class TableTest {
    private static final Table ORDERS =
            Table.of(left("order"), left("user"), right("total"), right("took"), left("reason"))
                    .row(
                            "order-1",
                            "Zoë Łukasik",
                            12_50,
                            Duration.ofNanos(4_170_000),
                            Optional.empty())
                    .row("order-12", "山田 太郎", 7, Duration.ofMillis(250), Optional.of("no credit"));

    @Test
    @DisplayName("lines its columns up, whatever script the words are in")
    void columns() {
        assertThat(ORDERS.draw(Page.unicode(80)))
                .isEqualTo(
                        """
                        order     user         total     took  reason
                        ────────  ───────────  ─────  ───────  ─────────
                        order-1   Zoë Łukasik   1250  4.17 ms  –
                        order-12  山田 太郎        7   250 ms  no credit
                        """);
    }

    @Test
    @DisplayName("shortens the widest column when the page is narrow")
    void narrow() {
        assertThat(ORDERS.draw(Page.unicode(40)))
                .isEqualTo(
                        """
                        order   user     total     took  reason
                        ──────  ───────  ─────  ───────  ───────
                        order…  Zoë Łu…   1250  4.17 ms  –
                        order…  山田 …       7   250 ms  no cre…
                        """);
    }

    @Test
    @DisplayName("says whether the page is too narrow for it")
    void isCutOn() {
        assertThat(ORDERS.isCutOn(Page.unicode(40))).isTrue();
        assertThat(ORDERS.isCutOn(Page.unicode(80))).isFalse();
    }

    @Test
    @DisplayName("can be drawn in ASCII")
    void ascii() {
        assertThat(ORDERS.draw(Page.ascii(80)))
                .isEqualTo(
                        """
                        order     user         total     took  reason
                        --------  -----------  -----  -------  ---------
                        order-1   Zo? ?ukasik   1250  4.17 ms  -
                        order-12  ?? ??            7   250 ms  no credit
                        """);
    }

    @Test
    @DisplayName("keeps its values in JSON, and leaves out those that are empty")
    void json() {
        assertThat(Json.write(ORDERS.objects()))
                .isEqualTo(
                        """
                        [{"order":"order-1","user":"Zoë Łukasik","total":1250,"took":"PT0.00417S"},{"order":"order-12","user":"山田 太郎","total":7,"took":"PT0.25S","reason":"no credit"}]\
                        """);
    }

    @Test
    @DisplayName("does not let a cell steer the terminal")
    void control() {
        assertThat(Table.of(left("name")).row("a\u001B[2Jb\nc").draw(Page.unicode(80)))
                .isEqualTo("name\n────────\na?[2Jb c\n");
    }

    @Test
    @DisplayName("refuses a row with too few cells")
    void tooFew() {
        var table = Table.of(left("a"), left("b"));
        assertThatThrownBy(() -> table.row("only one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row has a cell for each of 2 columns, was [only one]");
    }
}
