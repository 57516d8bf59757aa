#include "import/number_line.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

namespace palpate::session {
namespace {

using Values = std::vector<double>;

Values numbersOf(std::string_view line)
{
    Values values;
    NumberLineParser parser{NumberLineParser::AbsentMark::None, 100};
    const auto found = parser.parse(line, values);
    EXPECT_EQ(found.odd_token, "");
    EXPECT_EQ(found.numbers, values.size());
    return values;
}

TEST(NumberLine, AnySeparatorsInAnyNumber)
{
    for (const char* const line : {"1,2,3", "1;2;3", "1\t2\t3", "1 2 3", " 1,  2 ,3,", "1;2;3;;", "1\t2\t3\t",
                                   "1, 2;\t3 , ", ",,1,,2,,3,,"}) {
        EXPECT_EQ(numbersOf(line), (Values{1, 2, 3})) << line;
    }
}

TEST(NumberLine, CommaIsTheDecimalSignOnlyBetweenDigitsInFieldsDividedOtherwise)
{
    EXPECT_EQ(numbersOf("0,5;1,25;3"), (Values{0.5, 1.25, 3}));
    EXPECT_EQ(numbersOf("0,5\t1,25\t3"), (Values{0.5, 1.25, 3}));
    EXPECT_EQ(numbersOf("-0,5 1,25e-1"), (Values{-0.5, 0.125}));
    EXPECT_EQ(numbersOf("0,5,1,25,3"), (Values{0, 5, 1, 25, 3}));
    EXPECT_EQ(numbersOf("0, 5, 1"), (Values{0, 5, 1}));
    EXPECT_EQ(numbersOf("1,2,3;4,5,6"), (Values{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(numbersOf("0.5 1,2"), (Values{0.5, 1, 2}));
}

TEST(NumberLine, TheFirstLineWithACommaDecidesForTheOthers)
{
    NumberLineParser parser{NumberLineParser::AbsentMark::None, 100};
    Values values;
    EXPECT_EQ(parser.parse("0\t0", values).numbers, 2U);
    EXPECT_EQ(parser.parse("0,5\t0", values).numbers, 2U);
    EXPECT_EQ(parser.parse("7,5", values).numbers, 1U);
    EXPECT_EQ(values, Values{7.5});
}

TEST(NumberLine, ReadsSignsAndExponentsAndRefusesWhatIsNotFinite)
{
    EXPECT_EQ(numbersOf("+1 -2 3.5 1e2 0.1 12345678901234567"),
              (Values{1, -2, 3.5, 100, 0.1, 12345678901234567.0}));
    for (const char* const odd :
         {"NaN", "inf", "-inf", "1e999", "0x10", "1.2.3", "B", "--1", "+-1", "1e", "5a"}) {
        Values values;
        NumberLineParser parser{NumberLineParser::AbsentMark::None, 100};
        const std::string line = std::string{"1 "} + odd + " 2";
        const auto found = parser.parse(line, values);
        EXPECT_EQ(found.odd_token, odd);
        EXPECT_EQ(found.numbers, 2U);
    }
}

TEST(NumberLine, EveryPlainNumberIsTheNearestDouble)
{
    std::uint64_t state = 1;
    for (int k = 0; k < 200'000; ++k) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        auto text = std::to_string((state >> 8U) % (std::uint64_t{1} << (state >> 58U)));
        const auto decimals = static_cast<std::size_t>(state >> 32U) % (text.size() + 3);
        if (decimals > 0) {
            text.insert(0, decimals > text.size() ? decimals - text.size() : 0, '0');
            text.insert(text.size() - decimals, 1, '.');
        }
        text.insert(0, (state & 1U) != 0 ? "-" : "");
        ASSERT_EQ(numbersOf(text), Values{std::strtod(text.c_str(), nullptr)}) << text;
        if (decimals > 0 && decimals + 1 < text.size() && text[text.size() - decimals - 2] != '-') {
            auto with_comma = text;
            with_comma[text.size() - decimals - 1] = ',';
            ASSERT_EQ(numbersOf("7 " + with_comma), (Values{7.0, std::strtod(text.c_str(), nullptr)}))
                << text;
        }
    }
}

TEST(NumberLine, LetterBIsAbsentWhereItIsAllowed)
{
    NumberLineParser parser{NumberLineParser::AbsentMark::LetterB, 100};
    Values values;
    EXPECT_TRUE(parser.parse("B,3", values).isNumbers());
    EXPECT_TRUE(std::isnan(values[0]));
    EXPECT_EQ(values[1], 3.0);
}

TEST(NumberLine, CountsButDoesNotStoreWhatIsTooMuch)
{
    NumberLineParser parser{NumberLineParser::AbsentMark::None, 2};
    Values values;
    EXPECT_EQ(parser.parse("1 2 3 4", values).numbers, 4U);
    EXPECT_EQ(values, (Values{1, 2}));
}

TEST(NumberLine, TellsATrailingSeparatorFromTrailingSpace)
{
    NumberLineParser parser{NumberLineParser::AbsentMark::None, 100};
    Values values;
    EXPECT_TRUE(parser.parse("1\t2\t", values).ends_with_separator);
    EXPECT_FALSE(parser.parse("1\t2 ", values).ends_with_separator);
    EXPECT_TRUE(parser.parse(" \t,;", values).isBlank());
}

}  // namespace
}  // namespace palpate::session
