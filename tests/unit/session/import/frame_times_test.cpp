#include <gmock/gmock.h>

#include "import/frame_clock.hpp"
#include "import/iso_time.hpp"
#include "import/table_layout.hpp"
#include "import/tactilus_frames.hpp"

namespace palpate::session {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

TEST(FrameClock, TakesTimesThatRiseAndTheRateOtherwise)
{
    FrameClock clock{Frequency{10.0}};
    EXPECT_EQ(clock.stamp(0, 5.0)->time, milliseconds{0});
    EXPECT_EQ(clock.stamp(1, 5.1)->time, milliseconds{100});
    const auto repeated = clock.stamp(2, 5.1);
    EXPECT_EQ(repeated->time, milliseconds{200});
    EXPECT_EQ(repeated->quality, kFrameTimeEstimated);
    const auto after_gap = clock.stamp(9, 6.0);
    EXPECT_EQ(after_gap->time, milliseconds{1000});
    EXPECT_EQ(after_gap->quality, kFrameGapBefore);
}

TEST(FrameClock, AsksForTheRateWhereTimesDoNotRise)
{
    FrameClock clock{std::nullopt};
    ASSERT_TRUE(clock.stamp(0, 5.0));
    EXPECT_THAT(clock.stamp(1, 5.0).error().message, HasSubstr("--rate"));
    EXPECT_THAT(clock.stamp(1, std::nullopt).error().message, HasSubstr("--rate"));
    EXPECT_THAT(clock.stamp(1, 1e12).error().message, HasSubstr("more than a year"));
}

TEST(FrameClock, RefusesARateThatIsNotTheFiles)
{
    FrameClock clock{Frequency{100.0}};
    ASSERT_TRUE(clock.stamp(0, 0.0));
    EXPECT_THAT(clock.stamp(1, 1.0).error().message, HasSubstr("--rate 100 says otherwise"));
}

TEST(IsoTime, ReadsWhatApplicationsWrite)
{
    EXPECT_EQ(readIsoTime("1970-01-02T00:00:00Z"), 86400.0);
    EXPECT_EQ(readIsoTime("1970-01-01T01:00:01.250+01:00"), 1.25);
    EXPECT_EQ(readIsoTime("1970-01-01 00:00:01,5"), 1.5);
    EXPECT_EQ(readIsoTime("1970-01-01T00:00:00-0130"), 5400.0);
    for (const auto* const text :
         {"", "1970-01-01", "1970-13-01T00:00:00Z", "1970-02-30T00:00:00Z", "1970-01-01T24:00:00",
          "1970-01-01T00:00", "1970-01-01T00:00:00+1", "1970-01-01T00:00:0x"}) {
        EXPECT_FALSE(readIsoTime(text)) << text;
    }
}

TEST(TactilusClock, GoesOverTheFullHour)
{
    TactilusClock clock;
    EXPECT_DOUBLE_EQ(clock.take("200410595950").value(), 3599.5);
    EXPECT_DOUBLE_EQ(clock.take("200411000060").value(), 3600.6);
    EXPECT_FALSE(clock.take("200413100000"));
    EXPECT_FALSE(clock.take("20041100006"));
    EXPECT_FALSE(clock.take("200411006100"));
}

TEST(TableLayout, FindsANamedColumnBehindAnySeparator)
{
    EXPECT_EQ(findColumn("a,b,t", "t"), 2U);
    EXPECT_EQ(findColumn("a; \"time (s)\" ;t", "time (s)"), 1U);
    EXPECT_EQ(findColumn("a\tb c\tt", "b c"), 1U);
    EXPECT_EQ(findColumn("a   b  t", "t"), 2U);
    EXPECT_EQ(findColumn("a|t", "t"), 1U);
    EXPECT_FALSE(findColumn("a,b", "t"));
    EXPECT_FALSE(findColumn("", ""));
}

}  // namespace
}  // namespace palpate::session
