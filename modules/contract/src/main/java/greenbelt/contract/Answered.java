package greenbelt.contract;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a service was asked for an order, and what it has answered: as the log of the orders tells it.
///
/// @param asked a command to the user service or the inventory service
/// @param answer what it said, such as [Message.CreditReserved]
/// @param at when the order service heard of it
public record Answered(OrderId order, Message asked, Message answer, Instant at) {
    /// These answers, with the orders first that gave back what they had taken: so that it is there for others, in
    /// whatever order the news of it came.
    ///
    /// @param release the command by which an order gives back, such as [Message.ReleaseStock]
    public static List<Answered> returnedFirst(
            List<Answered> answers, Class<? extends Message> release) {
        Set<OrderId> returned =
                answers.stream()
                        .filter(answer -> release.isInstance(answer.asked()))
                        .map(Answered::order)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return Stream.concat(
                        answers.stream().filter(answer -> returned.contains(answer.order())),
                        answers.stream().filter(answer -> !returned.contains(answer.order())))
                .toList();
    }
}
