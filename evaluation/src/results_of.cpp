#include "results_of.hpp"

#include "palpate/analysis/pipeline.hpp"

namespace palpate::evaluation {

namespace {

SessionResults analyse(const SceneRecording& recording, const AnalysisSettings& settings)
{
    auto pipeline = analysis::Pipeline::create(recording.header, settings).value();
    for (const Event& event : recording.events) {
        pipeline.addEvent(event);
    }
    for (const RawFrame& frame : recording.frames) {
        pipeline.push(frame);
    }
    return pipeline.finish(0);
}

}  // namespace

SessionResults resultsOf(const SceneRecording& recording)
{
    SessionResults results = analyse(recording, {});
    if (results.quality.invalid_cells.empty()) {
        return results;
    }
    return analyse(recording, {.invalid_cells = results.quality.invalid_cells});
}

}  // namespace palpate::evaluation
