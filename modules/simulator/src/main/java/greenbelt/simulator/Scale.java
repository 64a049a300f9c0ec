package greenbelt.simulator;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How many instances each service has.
///
/// @param instances by service; those of user and inventory, at least 1 each
public record Scale(SortedMap<String, Integer> instances) {
    /// The most instances of a service.
    public static final int MOST = 16;

    /// The services that can have several instances.
    public static final List<String> SERVICES = List.of("inventory", "user");

    /// One instance of each.
    public static final Scale ONE = new Scale(Collections.emptySortedMap());

    private static final String ORDER_ALONE =
            "order has one writer: its log numbers all events, and two instances would each decide on what the other has"
                    + " not seen; what would work is an instance, with a log of its own, for each part of the orders;"
                    + " what can be scaled is "
                    + String.join(" and ", SERVICES);

    private static final String GATEWAY_ALONE =
            "gateway has one door, on one port; what would work is an address in front that several share; what can be scaled is "
                    + String.join(" and ", SERVICES);

    public Scale {
        var all = new TreeMap<String, Integer>();
        SERVICES.forEach(service -> all.put(service, 1));
        instances.forEach((service, count) -> {
            mustScale(service);
            if (count < 1 || count > MOST) {
                throw new IllegalArgumentException(
                        "instances of %s must be 1 to %d, was %d".formatted(service, MOST, count));
            }
            all.put(service, count);
        });
        instances = Collections.unmodifiableSortedMap(all);
    }

    private static void mustScale(String service) {
        if (!SERVICES.contains(service)) {
            throw new IllegalArgumentException(
                    switch (service) {
                        case "order" -> ORDER_ALONE;
                        case "gateway" -> GATEWAY_ALONE;
                        default ->
                                "service must be %s, was %s"
                                        .formatted(String.join(" or ", SERVICES), service);
                    });
        }
    }

    /// The same with so many of one service. Throws [IllegalArgumentException] where that cannot be.
    public Scale with(String service, int count) {
        var after = new TreeMap<>(instances);
        after.put(service, count);
        return new Scale(after);
    }

    /// How many there are of a service; 1 of those that cannot be scaled.
    public int of(String service) {
        return instances.getOrDefault(service, 1);
    }

    /// The names of the nodes that run this service, by number; none when there is no such service.
    List<String> nodes(String service) {
        return switch (service) {
            case "gateway" -> List.of("gateway");
            case "order" -> List.of("order-1");
            default ->
                    instances.containsKey(service)
                            ? IntStream.rangeClosed(1, of(service))
                                    .mapToObj(number -> service + "-" + number)
                                    .toList()
                            : List.of();
        };
    }

    /// The names of all nodes, by service and number.
    List<String> nodes() {
        var nodes = new ArrayList<String>();
        for (var service : List.of("gateway", "inventory", "order", "user")) {
            nodes.addAll(nodes(service));
        }
        return List.copyOf(nodes);
    }

    /// Such as `inventory 3, user 1`.
    @Override
    public String toString() {
        return instances.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(joining(", "));
    }
}
