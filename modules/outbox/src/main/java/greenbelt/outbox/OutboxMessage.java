package greenbelt.outbox;

import greenbelt.bus.Topic;
import greenbelt.event.Envelope;

/// A message that waits to be published.
record OutboxMessage(long position, Topic topic, Envelope message) {}
