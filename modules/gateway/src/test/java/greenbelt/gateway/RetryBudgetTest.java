package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A retry budget")
class RetryBudgetTest {
    /// Pauses of next to nothing, so that all of it is in one window.
    private static final String RETRIES = "retries: {most: 3, backoff: 1ms, ceiling: 1ms}";

    private final GatewayTown town = new GatewayTown(Routes.with("", RETRIES));

    @AfterEach
    void close() {
        town.close();
    }

    private void budget(String budget) {
        town.load(Routes.with("retryBudget: " + budget, RETRIES));
        town.answer = _ -> Response.of(503);
    }

    /// Sends so many requests, and answers how many of what reached the service were retries.
    private int retriesAmong(int requests) {
        town.received.clear();
        for (int i = 0; i < requests; i++) {
            town.ask(Request.get("/a"));
        }
        return town.received.size() - requests;
    }

    private SafeguardsView.RetriesView view() {
        return town.gateway.safeguards().retries().getLast();
    }

    @ParameterizedTest(name = "{0} of {1} requests, each of which would be sent again 3 times: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {share: 0, least: 1}   | 100 | 10
                    {share: 10, least: 0}  | 100 | 10
                    {share: 20, least: 0}  | 100 | 20
                    {share: 20, least: 1}  | 100 | 30
                    {share: 100, least: 0} | 50  | 50
                    {share: 0, least: 0}   | 50  | 0
                    {}                     | 50  | 40
                    """)
    @DisplayName("lets a share of the requests be retries, and a few each second in any case")
    void bounds(String budget, int requests, int retries) {
        budget(budget);

        assertThat(retriesAmong(requests)).isEqualTo(retries);
        assertThat(view().used()).isEqualTo(retries);
        assertThat(view().allowed()).isEqualTo(retries);
    }

    @Test
    @DisplayName("says that it is used up, and counts what it has refused")
    void saysSo() {
        budget("{share: 0, least: 1}");
        retriesAmong(5);

        assertThat(town.decided("tries"))
                .isEqualTo(
                        "503; not sent again: the retry budget of order is used up: 10 of 10 in 10 s");
        assertThat(view())
                .isEqualTo(
                        new SafeguardsView.RetriesView(
                                "order",
                                "retries are at most 0 % of the requests of 10 s, or 1 each second",
                                10,
                                10,
                                10,
                                2));
    }

    @Test
    @DisplayName("has room again when what was tried is ten seconds ago")
    void forgets() {
        budget("{share: 0, least: 1}");
        assertThat(retriesAmong(10)).isEqualTo(10);
        assertThat(retriesAmong(1)).isZero();

        town.pass(Duration.ofSeconds(10));

        assertThat(retriesAmong(10)).isEqualTo(10);
    }

    @Test
    @DisplayName("is spent on nothing while a service answers")
    void isNotSpent() {
        budget("{share: 20, least: 0}");
        town.answer = _ -> Response.of(200);

        assertThat(retriesAmong(50)).isZero();
        assertThat(view().used()).isZero();
        assertThat(view().allowed()).isEqualTo(10);
    }

    @Test
    @DisplayName("goes on counting when other routes are loaded and it stays the same")
    void survivesReloads() {
        budget("{share: 0, least: 1}");
        retriesAmong(10);

        budget("{share: 0, least: 1}");
        assertThat(retriesAmong(1)).isZero();

        budget("{share: 0, least: 2}");
        assertThat(retriesAmong(1)).isEqualTo(3);
    }
}
