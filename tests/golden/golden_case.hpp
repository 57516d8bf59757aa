#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "palpate/core/event.hpp"
#include "palpate/core/frame.hpp"
#include "palpate/core/results.hpp"
#include "palpate/core/session_header.hpp"

namespace palpate::golden {

/// One entry of cases.json with its frames, read by a parser of its own: nothing of the program's import.
struct GoldenCase {
    std::filesystem::path input;
    SessionHeader header;
    AnalysisSettings settings;
    /// In the order of time.
    std::vector<Event> events;
    /// Stored values as read, counts or kPa by `header.samples`.
    std::vector<double> times_s;
    std::vector<CellArray<double>> frames;
};

/// Where the recording of a case lies; it may be absent.
[[nodiscard]] std::filesystem::path inputOf(const std::string& name);
/// Fails the running test and returns nothing useful when the case cannot be read.
[[nodiscard]] GoldenCase readCase(const std::string& name);

/// The results of the case's frames by the pipeline.
[[nodiscard]] SessionResults analyze(const GoldenCase& golden_case);

}  // namespace palpate::golden
