package greenbelt.simulator;

import greenbelt.eventstore.jdbc.JdbcEventStore.Visibility;
import greenbelt.order.Policy;
import greenbelt.order.Policy.Compensation;
import greenbelt.order.Policy.Retry;
import greenbelt.order.Timeouts;
import greenbelt.outbox.Habits;
import greenbelt.outbox.Habits.Hearing;
import greenbelt.outbox.Habits.Saying;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// In what the services differ from one plan to another: the arguments that a [Variant] changes, one each, and the routes.
///
/// @param habits how user and inventory treat messages
/// @param policy how the order service goes about its work
/// @param visibility from when on its events can be read
/// @param routes the file of the gateway's routes; when empty, those that are shipped
record Recipe(Habits habits, Policy policy, Visibility visibility, Optional<Path> routes) {
    /// Less than a call to another service takes.
    private static final Duration TOO_SHORT = Duration.ofMillis(2);

    /// How a system of this plan is built.
    static Recipe of(Plan plan) {
        var wrong = plan.variants();
        return new Recipe(
                new Habits(
                        wrong.contains(Variant.NO_OUTBOX)
                                ? Saying.WRITE_THEN_PUBLISH
                                : Saying.OUTBOX,
                        wrong.contains(Variant.NO_INBOX)
                                ? Hearing.AS_OFTEN_AS_DELIVERED
                                : Hearing.ONCE),
                new Policy(
                        timeouts(plan.timeouts(), wrong),
                        wrong.contains(Variant.RETRY_WITHOUT_IDEMPOTENCY)
                                ? Retry.A_NEW_ONE
                                : Retry.THE_SAME,
                        wrong.contains(Variant.COMPENSATION_FORGOTTEN)
                                ? Compensation.FORGOTTEN
                                : Compensation.GIVES_BACK,
                        plan.snapshots(),
                        plan.batches()),
                wrong.contains(Variant.READ_PAST_DURABLE)
                        ? Visibility.WHEN_WRITTEN
                        : Visibility.WHEN_DURABLE,
                plan.routes());
    }

    private static Timeouts timeouts(Timeouts planned, Set<Variant> wrong) {
        return wrong.contains(Variant.TIMEOUT_TOO_SHORT)
                ? new Timeouts(TOO_SHORT, planned.shipping(), planned.call(), planned.catchUp())
                : planned;
    }
}
