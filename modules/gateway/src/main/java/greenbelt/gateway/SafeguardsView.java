package greenbelt.gateway;

import greenbelt.gateway.cache.ResponseStore;
import greenbelt.gateway.forwarding.Mirroring;
import greenbelt.gateway.limit.ConcurrencyLimiter;
import greenbelt.gateway.resilience.RetryLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// How the gateway fares with services that fail, for people.
///
/// @param retries of each upstream to which requests are sent again
/// @param bulkheads of each upstream that has one
/// @param mirrors of each route that has one
/// @param cache the answers that are kept, if any are
public record SafeguardsView(
        List<RetriesView> retries,
        List<BulkheadView> bulkheads,
        List<MirrorView> mirrors,
        Optional<CacheView> cache) {
    public SafeguardsView {
        retries = List.copyOf(retries);
        bulkheads = List.copyOf(bulkheads);
        mirrors = List.copyOf(mirrors);
    }

    /// The retry budget of an upstream.
    ///
    /// @param says what it is, in a sentence
    /// @param used how many retries there were in the last ten seconds
    /// @param allowed how many there may be in them, for as many requests as there were
    /// @param sent how many there were since the beginning
    /// @param refused how many there were not, because the budget was used up
    public record RetriesView(
            String upstream, String says, long used, long allowed, long sent, long refused) {}

    /// How many requests may be under way to an upstream.
    ///
    /// @param refused how many it has refused
    public record BulkheadView(String upstream, int bound, int underWay, long refused) {}

    /// The copies of a route's requests.
    ///
    /// @param to who gets them
    /// @param sent how many were sent
    /// @param underWay how many are
    /// @param failed how many had no answer, or one of 500 and above
    /// @param skipped how many were not made, because too many were under way or their body too long
    public record MirrorView(
            String route, String to, long sent, int underWay, long failed, long skipped) {}

    /// The answers that are kept.
    ///
    /// @param atMost how many there can be
    /// @param bytesAtMost how many bytes they can be
    /// @param hits how many requests were answered with them
    /// @param misses how many might have been, and were not
    /// @param evicted how many answers went because others came
    public record CacheView(
            int entries,
            int atMost,
            long bytes,
            long bytesAtMost,
            long hits,
            long misses,
            long evicted) {
        static CacheView of(ResponseStore store) {
            return new CacheView(
                    store.size(),
                    store.bounds().entries(),
                    store.bytes(),
                    store.bounds().bytes(),
                    store.hits(),
                    store.misses(),
                    store.evicted());
        }
    }

    static SafeguardsView of(
            SequencedMap<String, RetryLedger> ledgers,
            SequencedMap<String, ConcurrencyLimiter> bulkheads,
            SequencedMap<String, Mirroring> mirrors,
            Optional<ResponseStore> store) {
        var retries = new ArrayList<RetriesView>();
        ledgers.forEach((upstream, it) ->
                retries.add(
                        new RetriesView(
                                upstream,
                                it.budget().sentence(),
                                it.used(),
                                it.allowed(),
                                it.granted(),
                                it.refused())));
        var bounds = new ArrayList<BulkheadView>();
        bulkheads.forEach((upstream, it) ->
                bounds.add(new BulkheadView(upstream, it.bound(), it.underWay(), it.refused())));
        var copies = new ArrayList<MirrorView>();
        mirrors.forEach((route, it) ->
                copies.add(
                        new MirrorView(
                                route,
                                it.mirror().to(),
                                it.sent(),
                                it.underWay(),
                                it.failed(),
                                it.skipped())));
        return new SafeguardsView(retries, bounds, copies, store.map(CacheView::of));
    }
}
