package greenbelt.order;

import static greenbelt.order.OrderTown.twoLamps;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Api.OrderView;
import greenbelt.projection.ProjectionStatus;
import greenbelt.projection.ProjectionStatus.Mode;
import greenbelt.projection.Rebuilt;
import greenbelt.projection.Switched;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The numbers of orders")
class OrderNumbersTest {
    private final OrderTown town = new OrderTown(11);

    @AfterEach
    void close() {
        town.close();
    }

    private String place() {
        return town.place(twoLamps()).json(OrderView.class).number();
    }

    private List<ProjectionStatus> status() {
        return town.run(() -> town.projections().status()).stream()
                .filter(status -> status.name().equals("order-numbers"))
                .toList();
    }

    @Test
    @DisplayName(
            "are not given twice, also when the list of orders misses one and the service was restarted")
    void deadLetter() {
        place();
        town.run(() ->
                town.database()
                        .write(
                                "let the list refuse order-2",
                                session ->
                                        session.update(
                                                "alter table order_list_v1 add check (number <> 2)")));
        assertThat(place()).isEqualTo("order-2");
        assertThat(town.run(() -> town.projections().deadLetters("order-list"))).isNotEmpty();
        town.crash();
        town.start();

        assertThat(place()).isEqualTo("order-3");
    }

    @Test
    @DisplayName("are never behind the events, because they are written with them")
    void inline() {
        place();
        town.database().fail("project", 1_000); // what follows the events stands still

        place();
        assertThat(status())
                .singleElement()
                .satisfies(numbers -> {
                    assertThat(numbers.mode()).isEqualTo(Mode.INLINE);
                    assertThat(numbers.lag()).isZero();
                    assertThat(numbers.position()).isEqualTo(town.log().size());
                });
    }

    @Test
    @DisplayName("go on behind the last one when they were built anew, and switched to")
    void rebuilt() {
        place();
        assertThat(town.run(() -> town.projections().rebuild("order-numbers")))
                .isInstanceOf(Rebuilt.Begun.class);
        assertThat(
                        town.run(() ->
                                town.projections()
                                        .switchOver("order-numbers", Duration.ofSeconds(9))))
                .isEqualTo(new Switched.Done("order-numbers", 1, 2));
        place();
        town.crash();
        town.start();

        assertThat(place()).isEqualTo("order-3");
        assertThat(status()).extracting(ProjectionStatus::version).containsExactly(2L);
    }
}
