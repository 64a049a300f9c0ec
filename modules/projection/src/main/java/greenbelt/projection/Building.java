package greenbelt.projection;

import greenbelt.world.Watermark;

/// A next version that is being built, or was.
interface Building {
    long version();

    /// Stands at the last event that is in the version since it was whole, below 0 before; beyond all events when the
    /// building has ended.
    Watermark built();
}
