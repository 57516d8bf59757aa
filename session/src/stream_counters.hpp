#pragma once

#include "palpate/core/stream_stats.hpp"

namespace palpate::session {

/// Visits (name, counter) of all stream counters in the order of the files. The names are attribute names.
template <typename Stats, typename Visit>
void forEachCounter(Stats& stats, Visit visit)
{
    visit("stream_bytes_in", stats.bytes_in);
    visit("stream_frames_ok", stats.frames_ok);
    visit("stream_checksum_errors", stats.checksum_errors);
    visit("stream_malformed_frames", stats.malformed_frames);
    visit("stream_resyncs", stats.resyncs);
    visit("stream_bytes_skipped", stats.bytes_skipped);
    visit("stream_sequence_gaps", stats.sequence_gaps);
    visit("stream_frames_missing", stats.frames_missing);
    visit("stream_device_overruns", stats.device_overruns);
    visit("stream_live_dropped", stats.live_dropped);
    visit("stream_record_rejected", stats.record_rejected);
    visit("stream_record_queue_high_water", stats.record_queue_high_water);
    visit("stream_live_queue_high_water", stats.live_queue_high_water);
}

}  // namespace palpate::session
