package greenbelt.simulator;

import greenbelt.metrics.Family;
import greenbelt.metrics.Family.Kind;
import greenbelt.metrics.Sample;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What this process takes of its machine, as metrics.
final class ProcessMetrics {
    private static final double MILLIS_PER_SECOND = 1e3;

    private ProcessMetrics() {}

    static List<Family> families() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return List.of(
                memory("jvm_memory_used_bytes", "Memory in use", MemoryUsage::getUsed),
                memory("jvm_memory_committed_bytes", "Memory taken", MemoryUsage::getCommitted),
                memory("jvm_memory_max_bytes", "Memory there may be, -1: any", MemoryUsage::getMax),
                collections(
                        "jvm_gc_collections",
                        "Garbage collections",
                        it -> (double) it.getCollectionCount()),
                collections(
                        "jvm_gc_seconds",
                        "Time spent on garbage collections",
                        it -> it.getCollectionTime() / MILLIS_PER_SECOND),
                Family.gauge(
                        "jvm_threads",
                        "Threads of the operating system; virtual ones are not among them",
                        ManagementFactory.getThreadMXBean().getThreadCount()),
                Family.gauge(
                        "process_uptime_seconds",
                        "How long the process has been running",
                        runtime.getUptime() / MILLIS_PER_SECOND),
                Family.counter(
                        "process_cpu_seconds",
                        "Time of processors that the process has had",
                        ProcessHandle.current()
                                        .info()
                                        .totalCpuDuration()
                                        .orElse(Duration.ZERO)
                                        .toMillis()
                                / MILLIS_PER_SECOND));
    }

    private static Family memory(String name, String help, ToDoubleFunction<MemoryUsage> of) {
        var memory = ManagementFactory.getMemoryMXBean();
        return new Family(
                name,
                Kind.GAUGE,
                help,
                List.of(
                        Sample.of(of.applyAsDouble(memory.getHeapMemoryUsage()), "area", "heap"),
                        Sample.of(
                                of.applyAsDouble(memory.getNonHeapMemoryUsage()),
                                "area",
                                "nonheap")));
    }

    private static Family collections(
            String name, String help, ToDoubleFunction<GarbageCollectorMXBean> of) {
        return new Family(
                name,
                Kind.COUNTER,
                help,
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .<Sample>map(it -> Sample.of(of.applyAsDouble(it), "gc", it.getName()))
                        .toList());
    }
}
