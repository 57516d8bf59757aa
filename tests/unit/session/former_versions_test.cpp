#include <filesystem>

#include <gtest/gtest.h>

#include "palpate/session/saved_results.hpp"
#include "palpate/session/session_outcomes.hpp"
#include "palpate/session/session_reader.hpp"
#include "palpate/session/session_regions.hpp"
#include "palpate/support/temp_dir.hpp"

#include "format_version.hpp"
#include "h5_attributes.hpp"
#include "h5_file.hpp"
#include "session_samples.hpp"

namespace palpate::session {
namespace {

std::string versionOf(const std::filesystem::path& path)
{
    const auto file = h5::openForReading(path);
    return file ? h5::readText(file->get(), "palpate_format").value_or("") : "";
}

/// A simulated recording with lost frames, as a program of 1.0.0 wrote it.
class Version100 : public ::testing::Test {
  protected:
    Version100()
    {
        std::filesystem::copy_file(PALPATE_SOURCE_DIR "/tests/unit/session/fixtures/session-1.0.0.h5", path_);
    }

    support::TempDir folder_;
    const std::filesystem::path path_ = folder_ / "old.h5";
};

TEST_F(Version100, IsReadAsItIs)
{
    ASSERT_EQ(versionOf(path_), "1.0.0");
    auto session = SessionReader::open(path_);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_GT(session->frameCount(), 100U);
    EXPECT_TRUE(session->readCounts(session->frameCount() - 1));
    EXPECT_TRUE(session->regions().empty());
}

TEST_F(Version100, BecomesThisVersionWhenItIsChangedAndLosesNothing)
{
    auto before = SessionReader::open(path_).value();
    const auto annotated = annotateSession(path_, samples::marker());
    ASSERT_TRUE(annotated) << annotated.error().message;
    EXPECT_EQ(versionOf(path_), kFormatVersionText);
    ASSERT_TRUE(saveRegions(path_, samples::regions()));
    auto after = SessionReader::open(path_).value();
    EXPECT_EQ(after.events().size(), before.events().size() + 1);
    EXPECT_EQ(after.gaps().size(), before.gaps().size());
    EXPECT_EQ(after.regions(), samples::regions());
    ASSERT_EQ(after.frameCount(), before.frameCount());
    for (std::uint64_t i = 0; i < after.frameCount(); i += 50) {
        EXPECT_TRUE((after.readCounts(i)->counts == before.readCounts(i)->counts).all()) << i;
    }
}

/// A made-up recording with regions and results, as a program of 1.1.0 wrote it.
class Version110 : public ::testing::Test {
  protected:
    Version110()
    {
        std::filesystem::copy_file(PALPATE_SOURCE_DIR "/tests/unit/session/fixtures/session-1.1.0.h5", path_);
    }

    support::TempDir folder_;
    const std::filesystem::path path_ = folder_ / "old.h5";
};

TEST_F(Version110, IsReadAsItIs)
{
    ASSERT_EQ(versionOf(path_), "1.1.0");
    auto session = SessionReader::open(path_);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->frameCount(), 8U);
    EXPECT_TRUE(session->readCounts(7));
    EXPECT_EQ(session->regions(), samples::regions());
    EXPECT_EQ(session->events().size(), 2U);
    EXPECT_EQ(session->header().info.technique, "upper-back");
    EXPECT_FALSE(session->header().coaching);
    EXPECT_TRUE(session->outcomes().empty());
}

TEST_F(Version110, BecomesThisVersionWhenItIsChangedAndLosesNothing)
{
    Event stop = samples::marker();
    stop.kind = EventKind::Stop;
    stop.text = "numbness";
    const auto annotated = annotateSession(path_, stop);
    ASSERT_TRUE(annotated) << annotated.error().message;
    EXPECT_EQ(versionOf(path_), kFormatVersionText);
    auto after = SessionReader::open(path_).value();
    ASSERT_EQ(after.events().size(), 3U);
    EXPECT_EQ(after.events().back().kind, EventKind::Stop);
    EXPECT_EQ(after.events().back().text, "numbness");
    EXPECT_EQ(after.regions(), samples::regions());
    EXPECT_EQ(after.frameCount(), 8U);
}

/// A simulated, coached and analysed recording with a region, a rating and a note, as a program of 1.2.0
/// wrote it.
class Version120 : public ::testing::Test {
  protected:
    Version120()
    {
        std::filesystem::copy_file(PALPATE_SOURCE_DIR "/tests/unit/session/fixtures/session-1.2.0.h5", path_);
    }

    support::TempDir folder_;
    const std::filesystem::path path_ = folder_ / "old.h5";
};

TEST_F(Version120, IsReadAsItIs)
{
    ASSERT_EQ(versionOf(path_), "1.2.0");
    auto session = SessionReader::open(path_);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->frameCount(), 300U);
    EXPECT_TRUE(session->readCounts(299));
    ASSERT_EQ(session->regions().size(), 1U);
    EXPECT_EQ(session->regions()[0].name, "left side");
    EXPECT_EQ(session->events().back().text, "eases off");
    ASSERT_TRUE(session->header().coaching);
    EXPECT_EQ(session->header().coaching->technique.id, "glutes");
    EXPECT_TRUE(session->outcomes().empty());
}

TEST_F(Version120, BecomesThisVersionWhenItIsChangedAndLosesNothing)
{
    auto before = SessionReader::open(path_).value();
    const std::vector<Outcome> outcomes{{.name = "reach", .value = 12.5, .unit = "cm"}};
    const auto saved = saveOutcomes(path_, outcomes);
    ASSERT_TRUE(saved) << saved.error().message;
    EXPECT_EQ(versionOf(path_), kFormatVersionText);
    auto after = SessionReader::open(path_).value();
    EXPECT_EQ(after.outcomes(), outcomes);
    EXPECT_EQ(after.events().size(), before.events().size());
    EXPECT_EQ(after.regions(), before.regions());
    EXPECT_EQ(after.header().coaching, before.header().coaching);
    ASSERT_EQ(after.frameCount(), before.frameCount());
    for (std::uint64_t i = 0; i < after.frameCount(); i += 50) {
        EXPECT_TRUE((after.readCounts(i)->counts == before.readCounts(i)->counts).all()) << i;
    }
}

/// A simulated and analysed recording with a region, a rating, a note and an outcome, as a program of 1.3.0
/// wrote it.
class Version130 : public ::testing::Test {
  protected:
    Version130()
    {
        std::filesystem::copy_file(PALPATE_SOURCE_DIR "/tests/unit/session/fixtures/session-1.3.0.h5", path_);
    }

    support::TempDir folder_;
    const std::filesystem::path path_ = folder_ / "old.h5";
};

TEST_F(Version130, IsReadAsItIsAndItsResultsOfUnknownOriginAreNotCurrent)
{
    ASSERT_EQ(versionOf(path_), "1.3.0");
    auto session = SessionReader::open(path_);
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->frameCount(), 500U);
    EXPECT_TRUE(session->readCounts(499));
    ASSERT_EQ(session->regions().size(), 1U);
    EXPECT_EQ(session->regions()[0].name, "left");
    EXPECT_EQ(session->events().back().text, "rolls on");
    const std::vector<Outcome> outcomes{{.name = "reach", .value = 12.5, .unit = "cm"}};
    EXPECT_EQ(session->outcomes(), outcomes);
    EXPECT_FALSE(loadResults(*session, originOf(*session, {}, "")));
}

TEST_F(Version130, BecomesThisVersionWhenItIsChangedAndLosesNothing)
{
    auto before = SessionReader::open(path_).value();
    const auto annotated = annotateSession(path_, samples::marker());
    ASSERT_TRUE(annotated) << annotated.error().message;
    EXPECT_EQ(versionOf(path_), kFormatVersionText);
    auto after = SessionReader::open(path_).value();
    EXPECT_EQ(after.events().size(), before.events().size() + 1);
    EXPECT_EQ(after.regions(), before.regions());
    EXPECT_EQ(after.outcomes(), before.outcomes());
    ASSERT_EQ(after.frameCount(), before.frameCount());
    for (std::uint64_t i = 0; i < after.frameCount(); i += 50) {
        EXPECT_TRUE((after.readCounts(i)->counts == before.readCounts(i)->counts).all()) << i;
    }
}

}  // namespace
}  // namespace palpate::session
