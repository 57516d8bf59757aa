#include "palpate/core/event.hpp"

#include <gtest/gtest.h>

namespace palpate {
namespace {

TEST(Event, KindsAreReadAsTheyAreWritten)
{
    for (const auto kind : {EventKind::Pain, EventKind::Note, EventKind::Marker, EventKind::Stop}) {
        EXPECT_EQ(parseEventKind(toString(kind)), kind);
    }
    EXPECT_NE(parseEventKind("Pain").error().message.find("use pain, note, marker or stop"),
              std::string::npos);
}

TEST(Event, RatingsOutsideZeroToTenAreRefused)
{
    EXPECT_TRUE(checkEvent({.kind = EventKind::Pain, .nrs = 0}));
    EXPECT_TRUE(checkEvent({.kind = EventKind::Pain, .nrs = 10}));
    EXPECT_FALSE(checkEvent({.kind = EventKind::Pain, .nrs = 11}));
    EXPECT_FALSE(checkEvent({.kind = EventKind::Pain, .nrs = -1}));
    EXPECT_FALSE(checkEvent({.time = SessionTime{-1}}));
}

}  // namespace
}  // namespace palpate
