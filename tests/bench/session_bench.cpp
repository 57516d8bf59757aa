#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "palpate/session/finalize.hpp"
#include "palpate/session/journal_writer.hpp"
#include "palpate/session/session_reader.hpp"

#include <unistd.h>

// What recording and reading a 64 x 64 mat costs: a round body of 2,000 counts on an empty mat, noise of 5
// bits, in the folder of temporary files.

namespace {

using palpate::session::finalizeJournal;
using palpate::session::JournalWriter;
using palpate::session::SessionReader;

constexpr int kSide = 64;
constexpr std::uint64_t kFrames = 3000;

/// A folder of this process, emptied at the end of its life.
class Folder final {
  public:
    Folder() : path_{std::filesystem::temp_directory_path() / ("palpate-bench-" + std::to_string(::getpid()))}
    {
        std::filesystem::create_directories(path_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder()
    {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    [[nodiscard]] std::filesystem::path session() const { return path_ / "bench.h5"; }

  private:
    std::filesystem::path path_;
};

palpate::SessionHeader header()
{
    palpate::SessionHeader made{
        .geometry = *palpate::MatGeometry::create(kSide, kSide, palpate::Length{8.0}, palpate::Length{8.0})};
    made.calibration.curve = palpate::LinearCalibration{.kpa_per_count = 0.05};
    return made;
}

std::vector<palpate::RawFrame> someFrames()
{
    std::vector<palpate::RawFrame> frames(100);
    for (std::uint64_t i = 0; i < frames.size(); ++i) {
        auto& counts = frames[i].counts;
        counts.resize(kSide, kSide);
        for (Eigen::Index cell = 0; cell < counts.size(); ++cell) {
            const double distance = std::hypot(static_cast<double>(cell / kSide) - 30.0,
                                               static_cast<double>(cell % kSide) - 34.0);
            const auto noise = static_cast<double>((i * 7U + static_cast<std::uint64_t>(cell) * 13U) % 31U);
            counts.data()[cell] = distance < 20.0
                                      ? static_cast<std::uint16_t>(2000.0 * (1.0 - distance / 20.0) + noise)
                                      : std::uint16_t{0};
        }
    }
    return frames;
}

/// Appends kFrames; false when something failed.
bool record(JournalWriter& journal, std::vector<palpate::RawFrame>& frames)
{
    bool ok = true;
    for (std::uint64_t i = 0; i < kFrames && ok; ++i) {
        auto& frame = frames[i % frames.size()];
        frame.stamp.sequence = i;
        frame.stamp.time = palpate::SessionTime{10'000'000} * static_cast<std::int64_t>(i);
        ok = journal.append(frame).has_value();
    }
    return ok;
}

bool makeJournal(const Folder& folder)
{
    auto frames = someFrames();
    auto journal = JournalWriter::create(folder.session(), header(), true);
    return journal && record(*journal, frames) && journal->appendEnd({}) && journal->sync();
}

void journalAppend(benchmark::State& state)
{
    const Folder folder;
    auto frames = someFrames();
    for (auto _ : state) {
        state.PauseTiming();
        std::filesystem::remove(palpate::session::journalPathOf(folder.session()));
        auto journal = JournalWriter::create(folder.session(), header(), true);
        state.ResumeTiming();
        if (!journal || !record(*journal, frames)) {
            state.SkipWithError("the journal cannot be written");
            break;
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kFrames));
}

void journalToSession(benchmark::State& state)
{
    const Folder folder;
    for (auto _ : state) {
        state.PauseTiming();
        const bool made = makeJournal(folder);
        state.ResumeTiming();
        if (!made || !finalizeJournal(palpate::session::journalPathOf(folder.session()), true)) {
            state.SkipWithError("the session cannot be built");
            break;
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kFrames));
}

void readInOrder(benchmark::State& state)
{
    const Folder folder;
    if (!makeJournal(folder) || !finalizeJournal(palpate::session::journalPathOf(folder.session()), true)) {
        state.SkipWithError("the session cannot be built");
        return;
    }
    for (auto _ : state) {
        auto session = SessionReader::open(folder.session());
        for (std::uint64_t i = 0; session && i < kFrames; ++i) {
            benchmark::DoNotOptimize(session->readCounts(i));
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kFrames));
}

void readAtRandom(benchmark::State& state)
{
    const Folder folder;
    if (!makeJournal(folder) || !finalizeJournal(palpate::session::journalPathOf(folder.session()), true)) {
        state.SkipWithError("the session cannot be built");
        return;
    }
    auto session = SessionReader::open(folder.session());
    std::uint64_t frame = 0;
    for (auto _ : state) {
        frame = (frame + 1117) % kFrames;
        benchmark::DoNotOptimize(session->readCounts(frame));
    }
}

BENCHMARK(journalAppend)->Unit(benchmark::kMillisecond);
BENCHMARK(journalToSession)->Unit(benchmark::kMillisecond);
BENCHMARK(readInOrder)->Unit(benchmark::kMillisecond);
BENCHMARK(readAtRandom)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
