package greenbelt.order;

import static greenbelt.order.OrderTown.twoLamps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import greenbelt.contract.Finding;
import greenbelt.contract.OrderStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order of which no step can be taken")
class StepGuardTest {
    private final OrderTown town = new OrderTown(7);

    @AfterEach
    void end() {
        town.close();
    }

    @Test
    @DisplayName("is set aside with the reason, and whoever placed it hears that it was taken")
    void isSetAside() {
        town.object(1, "it is poisonous");

        assertThat(town.place(twoLamps()).status()).isEqualTo(202);
        assertThat(town.place(twoLamps()).status()).isEqualTo(201);
        assertThat(town.quarantined())
                .extracting(Quarantined::number, Quarantined::reason)
                .containsExactly(tuple("order-1", "it is poisonous"));
    }

    @Test
    @DisplayName("goes on when it is released and its steps can be taken again")
    void goesOn() {
        town.object(1, "it is poisonous");
        town.place(twoLamps());
        assertThat(town.release("order-1")).contains("it is poisonous");

        town.agree(1);
        assertThat(town.release("order-1")).isEmpty();

        assertThat(town.order("order-1").status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(town.check()).allMatch(Finding::holds);
    }
}
