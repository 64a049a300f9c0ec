package greenbelt.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.http.ProblemException;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The desk where passwords are hashed")
class PasswordDeskTest {
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    @Test
    @DisplayName("sends away with 503 who has waited long enough, and serves the next one")
    void busy() {
        try (var world = new VirtualWorld(7)) {
            var node = world.start("user-1");
            boolean served =
                    world.enter(
                            node,
                            "test",
                            () -> {
                                var desk = new PasswordDesk(world, new Passwords(1_000));
                                node.spawn("slow", () -> occupy(desk, world));
                                world.sleep(A_MOMENT);
                                refused(desk);
                                world.sleep(A_MOMENT.multipliedBy(2));
                                var hash = desk.hash("greenbelt", new byte[16]);
                                return desk.matches("greenbelt", hash);
                            });
            assertThat(served).isTrue();
        }
    }

    private static void occupy(PasswordDesk desk, VirtualWorld world) {
        desk.seated(() -> {
            world.sleep(PasswordDesk.PATIENCE.plus(A_MOMENT.multipliedBy(2)));
            return true;
        });
    }

    private static void refused(PasswordDesk desk) {
        assertThatThrownBy(() -> desk.hash("greenbelt", new byte[16]))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            var response = refused.problem().toResponse();
                            assertThat(response.status()).isEqualTo(503);
                            assertThat(response.headers().first("retry-after")).contains("10");
                        });
    }
}
