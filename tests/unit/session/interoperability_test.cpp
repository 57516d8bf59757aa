#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "palpate/session/saved_results.hpp"
#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

#include <sys/wait.h>

namespace palpate::session {
namespace {

struct Outcome {
    int status = -1;
    std::string output;
};

Outcome run(const std::string& command)
{
    Outcome outcome;
    std::FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) {
        return outcome;
    }
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        outcome.output.append(buffer.data(), got);
    }
    const int status = ::pclose(pipe);
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
}

std::string script(const std::string& name)
{
    return "/usr/bin/python3 " PALPATE_SOURCE_DIR "/tests/unit/session/" + name + " ";
}

void expectOpens(const SessionHeader& header, const std::string& layout)
{
    const support::TempDir folder;
    const auto path = folder / "session.h5";
    samples::makeSession(path, header, 130);
    const Outcome outcome = run(script("check_session.py") + layout + " " + path.string());
    EXPECT_EQ(outcome.status, 0) << outcome.output;
}

SessionHeader tableHeader()
{
    SessionHeader header = samples::header(6, 5);
    header.calibration.curve =
        TableCalibration{.counts = {0, 1000, 4095}, .kpa = {0, 100, 500}, .zero_is_zero = true};
    CellArray<float> gain(6, 5);
    for (Eigen::Index i = 0; i < gain.size(); ++i) {
        gain.data()[i] = 1.0F + 0.01F * static_cast<float>(i);
    }
    header.calibration.cell_gain = gain;
    header.tare =
        Tare{.mean_kpa = CellArray<float>::Constant(6, 5, 0.25F), .noise_sd = Pressure{0.1}, .frames = 50};
    return header;
}

TEST(Interoperability, LinearCountsOpenAsKpaInXarrayWithoutArguments)
{
    expectOpens(samples::header(6, 5, {{.row = 2, .col = 3}}), "linear");
}

TEST(Interoperability, TableCalibrationWithGainAndTareOpensAsKpa)
{
    expectOpens(tableHeader(), "table");
}

TEST(Interoperability, ImportedKpaOpensUnchanged)
{
    SessionHeader header = samples::header(6, 5);
    header.samples = SampleKind::Kpa;
    expectOpens(header, "kpa");
}

TEST(Interoperability, HoldsNothingOfVariableLengthButDimensionLists)
{
    const support::TempDir folder;
    const auto path = folder / "session.h5";
    samples::makeSession(path, tableHeader(), 30);
    const Outcome dump = run("h5dump -H " + path.string());
    ASSERT_EQ(dump.status, 0) << dump.output;
    EXPECT_EQ(dump.output.find("STRSIZE H5T_VARIABLE"), std::string::npos);
    std::size_t lists = 0;
    for (std::size_t at = dump.output.find("H5T_VLEN"); at != std::string::npos;
         at = dump.output.find("H5T_VLEN", at + 1)) {
        const std::size_t name = dump.output.rfind("ATTRIBUTE", at);
        EXPECT_EQ(dump.output.compare(name, 26, "ATTRIBUTE \"DIMENSION_LIST\""), 0)
            << dump.output.substr(name, 80);
        ++lists;
    }
    EXPECT_GT(lists, 5U);
}

}  // namespace
}  // namespace palpate::session
