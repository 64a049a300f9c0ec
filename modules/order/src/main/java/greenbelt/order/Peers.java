package greenbelt.order;

import greenbelt.contract.Api.CreditReservation;
import greenbelt.contract.Api.ReservationAnswer;
import greenbelt.contract.Api.StockReservation;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.UserId;
import greenbelt.http.CallFailed;
import greenbelt.http.Method;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.order.Policy.Retry;
import greenbelt.order.decider.OrderCommand.Answer;
import greenbelt.order.decider.OrderCommand.RecordCreditRefused;
import greenbelt.order.decider.OrderCommand.RecordCreditReserved;
import greenbelt.order.decider.OrderCommand.RecordStockRefused;
import greenbelt.order.decider.OrderCommand.RecordStockReserved;
import greenbelt.order.decider.OrderEvent.OrderLine;
import greenbelt.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Asks the other services by HTTP.
///
/// Each request names the order and can be repeated without another effect, so one that is not answered, or answered with
/// a status that says no more than "later", is sent again.
/// When there is still no answer the order stays where it is, and its timer asks later. So it does when a service refuses
/// what it should carry out, such as with 404; that is reported too, since it means that one of the two has a fault.
final class Peers {
    private static final int MAX_ATTEMPTS = 3;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);

    private final World world;
    private final Network network;
    private final Duration timeout;
    private final Retry retry;

    Peers(World world, Network network, Duration timeout, Retry retry) {
        this.world = world;
        this.network = network;
        this.timeout = timeout;
        this.retry = retry;
    }

    Optional<Answer> reserveCredit(OrderId order, UserId user, Money amount) {
        var credit = new CreditReservation(user, amount);
        return ask(
                        "user",
                        order,
                        id -> Request.of(Method.PUT, "/credit-reservations/" + id).withJson(credit))
                .map(answer ->
                        answer(answer, new RecordCreditReserved(), RecordCreditRefused::new));
    }

    boolean releaseCredit(OrderId order) {
        return tell("user", order, id -> Request.of(Method.DELETE, "/credit-reservations/" + id));
    }

    Optional<Answer> reserveStock(OrderId order, List<OrderLine> lines) {
        var wanted = lines.stream().map(line -> new Line(line.sku(), line.quantity())).toList();
        var stock = new StockReservation(wanted);
        return ask(
                        "inventory",
                        order,
                        id -> Request.of(Method.PUT, "/stock-reservations/" + id).withJson(stock))
                .map(answer -> answer(answer, new RecordStockReserved(), RecordStockRefused::new));
    }

    boolean releaseStock(OrderId order) {
        return tell(
                "inventory", order, id -> Request.of(Method.DELETE, "/stock-reservations/" + id));
    }

    boolean ship(OrderId order) {
        return tell(
                "inventory",
                order,
                id -> Request.of(Method.POST, "/stock-reservations/" + id + "/shipment"));
    }

    private static Answer answer(
            ReservationAnswer answer, Answer yes, Function<String, Answer> no) {
        return answer.reserved() ? yes : no.apply(answer.reason().orElse("refused"));
    }

    private Optional<ReservationAnswer> ask(
            String service, OrderId order, Function<OrderId, Request> request) {
        return call(service, order, request, response -> response.json(ReservationAnswer.class));
    }

    private boolean tell(String service, OrderId order, Function<OrderId, Request> request) {
        return call(service, order, request, Response::isSuccess).isPresent();
    }

    private <T> Optional<T> call(
            String service,
            OrderId order,
            Function<OrderId, Request> request,
            Function<Response, T> reader) {
        var backoff = FIRST_BACKOFF;
        var id = order;
        for (int attempt = 1; ; attempt++) {
            switch (tryCall(service, request.apply(id), reader)) {
                case Outcome.Done<T>(var answer) -> {
                    return Optional.of(answer);
                }
                case Outcome.Refused<T>(var cause) -> {
                    world.report(cause);
                    return Optional.empty();
                }
                case Outcome.Silent<T> silent -> {
                    if (attempt == MAX_ATTEMPTS) {
                        return Optional.empty();
                    }
                    world.sleep(backoff);
                    backoff = backoff.multipliedBy(2);
                    id = retry == Retry.THE_SAME ? order : newId(order);
                }
            }
        }
    }

    private OrderId newId(OrderId order) {
        return new OrderId(world.random("retry/" + order).nextUuid());
    }

    /// What came of one call.
    private sealed interface Outcome<T> {
        record Done<T>(T answer) implements Outcome<T> {}

        /// No answer, or one that says "later": worth another call.
        record Silent<T>() implements Outcome<T> {}

        /// The service does not understand the request, and will not the next time.
        record Refused<T>(RequestRefused cause) implements Outcome<T> {}
    }

    private <T> Outcome<T> tryCall(String service, Request request, Function<Response, T> reader) {
        try {
            var response = network.call(service, request, timeout);
            try (var _ = response.body()) {
                if (response.isSuccess()) {
                    return new Outcome.Done<>(reader.apply(response));
                }
                if (response.saysLater()) {
                    return new Outcome.Silent<>();
                }
                return new Outcome.Refused<>(
                        new RequestRefused(service, request, response.status(), response.text()));
            }
        } catch (CallFailed noAnswer) {
            return new Outcome.Silent<>();
        }
    }
}
