package greenbelt.fault;

import greenbelt.bus.Group;
import greenbelt.bus.Topic;

/// What a fault strikes.
public sealed interface Target {
    /// The kinds of targets there are.
    enum Kind {
        /// HTTP calls from one service to another: `order->inventory`; `order<->inventory` for both directions.
        CALL,
        /// What is published to a topic: `topic:user.events`.
        TOPIC,
        /// What a group is handed: `group:user.events~order`.
        GROUP,
        /// A node: `node:order-1`.
        NODE,
        /// A service's database: `database:order`.
        DATABASE
    }

    Kind kind();

    /// How it is written, such as `order->inventory`.
    @Override
    String toString();

    /// HTTP calls.
    ///
    /// @param from the service that calls, or `console` for whoever calls from outside
    /// @param to the service that is called
    /// @param bothWays whether calls from `to` to `from` are meant, too
    record Call(String from, String to, boolean bothWays) implements Target {
        @Override
        public Kind kind() {
            return Kind.CALL;
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
        public String toString() {
            return "group:" + topic + "~" + group;
        }
    }

    /// A node.
    record OfNode(String node) implements Target {
        @Override
        public Kind kind() {
            return Kind.NODE;
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
        public String toString() {
            return "database:" + database;
        }
    }
}
