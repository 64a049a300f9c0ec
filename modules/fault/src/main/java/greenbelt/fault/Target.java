package greenbelt.fault;

import greenbelt.bus.Group;
import greenbelt.bus.Topic;

/// What a fault strikes.
public sealed interface Target {
    /// The kinds of targets there are.
    enum Kind {
        /// HTTP calls from one service to another: `order->inventory`; for a partition also
        /// `order<->inventory`, for both directions.
        CALL,
        /// What is published to a topic: `topic:user.events`.
        TOPIC,
        /// What a group is handed: `group:user.events~order`.
        GROUP,
        /// A node: `node:order-1`.
        NODE,
        /// A service's database: `database:order`.
        DATABASE,
        /// What makes a table from events: `projection:order-list`.
        PROJECTION,
        /// What carries something through its steps: `saga:order`.
        SAGA
    }

    Kind kind();

    /// Its name without the kind, such as `order-1`; for calls the same as [#toString].
    String name();

    /// Whether all that `other` stands for is also struck by what strikes this.
    default boolean contains(Target other) {
        return equals(other);
    }

    /// Whether something is struck by both.
    default boolean overlaps(Target other) {
        return contains(other) || other.contains(this);
    }

    /// How it is written, such as `order->inventory`.
    @Override
    String toString();

    /// HTTP calls; for a partition, whatever travels from one to the other.
    ///
    /// @param from the service that calls, or `console` for the console's own calls
    /// @param to the service that is called; `bus` for a partition from the bus
    /// @param bothWays whether the other direction is meant, too
    record Call(String from, String to, boolean bothWays) implements Target {
        /// Calls in one direction.
        public static Call of(String from, String to) {
            return new Call(from, to, false);
        }

        /// The other direction.
        Call back() {
            return new Call(to, from, bothWays);
        }

        @Override
        public boolean contains(Target other) {
            return other instanceof Call(var otherFrom, var otherTo, var otherBoth)
                    && ((from.equals(otherFrom) && to.equals(otherTo))
                            || (bothWays && from.equals(otherTo) && to.equals(otherFrom)))
                    && (bothWays || !otherBoth);
        }

        @Override
        public boolean overlaps(Target other) {
            return Target.super.overlaps(other)
                    || (other instanceof Call(var otherFrom, var otherTo, var otherBoth)
                            && (bothWays || otherBoth)
                            && from.equals(otherTo)
                            && to.equals(otherFrom));
        }

        @Override
        public Kind kind() {
            return Kind.CALL;
        }

        @Override
        public String name() {
            return toString();
        }

        @Override
        public String toString() {
            return from + (bothWays ? "<->" : "->") + to;
        }
    }

    /// Messages on their way to a topic.
    record OfTopic(Topic topic) implements Target {
        @Override
        public Kind kind() {
            return Kind.TOPIC;
        }

        @Override
        public String name() {
            return topic.name();
        }

        @Override
        public String toString() {
            return "topic:" + topic;
        }
    }

    /// Messages on their way from a topic to a group.
    record OfGroup(Topic topic, Group group) implements Target {
        @Override
        public Kind kind() {
            return Kind.GROUP;
        }

        @Override
        public String name() {
            return topic + "~" + group;
        }

        @Override
        public String toString() {
            return "group:" + name();
        }
    }

    /// A node.
    record OfNode(String node) implements Target {
        @Override
        public Kind kind() {
            return Kind.NODE;
        }

        @Override
        public String name() {
            return node;
        }

        @Override
        public String toString() {
            return "node:" + node;
        }
    }

    /// A database, by the name it is opened under.
    record OfDatabase(String database) implements Target {
        @Override
        public Kind kind() {
            return Kind.DATABASE;
        }

        @Override
        public String name() {
            return database;
        }

        @Override
        public String toString() {
            return "database:" + database;
        }
    }

    /// A projection.
    record OfProjection(String projection) implements Target {
        @Override
        public Kind kind() {
            return Kind.PROJECTION;
        }

        @Override
        public String name() {
            return projection;
        }

        @Override
        public String toString() {
            return "projection:" + projection;
        }
    }

    /// A saga, by what it carries through.
    record OfSaga(String saga) implements Target {
        @Override
        public Kind kind() {
            return Kind.SAGA;
        }

        @Override
        public String name() {
            return saga;
        }

        @Override
        public String toString() {
            return "saga:" + saga;
        }
    }
}
