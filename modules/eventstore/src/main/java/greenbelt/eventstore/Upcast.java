package greenbelt.eventstore;

import greenbelt.json.JsonValue.JsonObject;

/// A step from one version of an event's data to the next. Pure: what the step needs is in the data, or is a constant,
/// since an event that was read yesterday must be the same today.
///
/// It works on the tree and not on classes, so the classes of old versions can go.
///
/// @see <a href="https://docs.axoniq.io/axon-framework-reference/4.11/events/event-versioning/">Axon: Event
///     Versioning, upcasters</a>
public interface Upcast {
    /// A step that changes nothing: the next version has one more field, which may be absent.
    Upcast SAME = data -> data;

    /// The same event in the shape of the next version.
    JsonObject upcast(JsonObject data);
}
