package greenbelt.shard.write;

import java.util.List;

/// Carries out writes that concern several shards. For many tasks.
///
/// Whoever calls holds the shards where they are until this returns, by a lease to write.
public interface Writer {
    /// Does all pieces, one per shard, in the order of the shards, so that two writes do not wait for each other. When this
    /// returns, the write is certain and durable. What a failure leaves done is what tells one writer from another.
    ///
    /// @param what names it in traces, such as `cancel orders`
    Written write(String what, List<Piece> pieces);
}
