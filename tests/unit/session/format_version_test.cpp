#include "format_version.hpp"

#include <string_view>

#include <gtest/gtest.h>

namespace palpate::session {
namespace {

TEST(FormatVersion, DecidesWhatCanBeReadAndChanged)
{
    struct Case {
        std::string_view file;
        std::string_view program;
        bool can_read;
        bool can_write;
    };
    constexpr Case kCases[] = {
        {"1.0.0", "1.0.0", true, true},   {"1.0.1", "1.0.0", true, false},  {"1.0.0", "1.0.7", true, true},
        {"1.1.0", "1.0.0", false, false}, {"1.0.0", "1.1.0", true, true},   {"1.2.9", "1.3.0", true, true},
        {"1.2.0", "1.1.0", false, false}, {"1.1.0", "1.2.0", true, true},   {"2.0.0", "1.9.9", false, false},
        {"1.9.9", "2.0.0", false, false}, {"0.9.0", "1.0.0", false, false},
    };
    for (const Case& one : kCases) {
        const auto file = parseFormatVersion(one.file);
        const auto program = parseFormatVersion(one.program);
        ASSERT_TRUE(file && program);
        EXPECT_EQ(canRead(*file, *program), one.can_read) << one.file << " by " << one.program;
        EXPECT_EQ(canWrite(*file, *program), one.can_write) << one.file << " by " << one.program;
    }
}

TEST(FormatVersion, TextOfThisProgramIsItsNumber)
{
    EXPECT_EQ(parseFormatVersion(kFormatVersionText), kFormatVersion);
}

TEST(FormatVersion, RefusesWhatIsNotThreeNumbers)
{
    for (const std::string_view text : {"", "1", "1.0", "1.0.0.0", "1.0.", ".1.0", "a.b.c", "1.0.0 ",
                                        "01.0.0", "-1.0.0", "1.0.99999999999"}) {
        EXPECT_FALSE(parseFormatVersion(text)) << text;
    }
}

}  // namespace
}  // namespace palpate::session
