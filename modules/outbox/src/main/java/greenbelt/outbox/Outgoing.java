package greenbelt.outbox;

import greenbelt.bus.Topic;
import greenbelt.database.Session;
import greenbelt.event.Envelope;

/// How a service says what it has done.
public interface Outgoing {
    /// Says `message`, if and when the transaction is committed.
    void add(Session session, Topic topic, Envelope message);
}
