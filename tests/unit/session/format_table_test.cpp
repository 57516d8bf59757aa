#include "validation/format_table.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace palpate::session {
namespace {

using ::testing::HasSubstr;

std::string documentOf(const std::string& row)
{
    return "text | before\n<!-- SCHEMA BEGIN -->\n| path | type | shape | unit | required | since | meaning "
           "|\n"
           "|---|---|---|---|---|---|---|\n" +
           row + "\n<!-- SCHEMA END -->\ntext after\n";
}

TEST(FormatTable, OfTheDocumentIsReadWhole)
{
    const auto rules = parseFormatTable(formatDocument());
    ASSERT_TRUE(rules) << rules.error().message;
    EXPECT_GT(rules->size(), 300U);
    std::set<std::string> paths;
    for (const FormatRule& rule : *rules) {
        EXPECT_TRUE(paths.insert(rule.path).second) << rule.path << " stands twice";
        const bool is_dataset = rule.path.find('@') == std::string::npos && rule.types.front() != "group" &&
                                rule.types.front() != "link";
        EXPECT_EQ(is_dataset, !rule.unit.empty())
            << rule.path << ": every dataset has a unit, nothing else has";
        EXPECT_TRUE(canRead(rule.since)) << rule.path;
    }
}

TEST(FormatTable, RowsSayWhatTheyRequire)
{
    using When = Requirement::When;
    const auto required = [](const std::string& words) {
        const auto rules = parseFormatTable(documentOf("| /a@b | f8 | | | " + words + " | 1.2 | m |"));
        EXPECT_TRUE(rules) << words;
        return rules->front().required;
    };
    EXPECT_EQ(required("yes"), (Requirement{.when = When::Always}));
    EXPECT_EQ(required("no"), (Requirement{.when = When::Never}));
    EXPECT_EQ(required("rows"), (Requirement{.when = When::WithRows}));
    EXPECT_EQ(required("if /x"), (Requirement{.when = When::IfExists, .path = "/x"}));
    EXPECT_EQ(required("if /x@k = tall"),
              (Requirement{.when = When::IfText, .path = "/x@k", .value = "tall"}));
    EXPECT_EQ(required("if /x is u2"), (Requirement{.when = When::IfType, .path = "/x", .value = "u2"}));
}

TEST(FormatTable, RowsWithoutTheFormAreRefusedByTheirText)
{
    for (const std::string row :
         {"| /a | f8 | | kPa | yes | 1.0 |", "| a | f8 | T | kPa | yes | 1.0 | m |",
          "| /a | f9 | T | kPa | yes | 1.0 | m |", "| /a | f8 | T,Q | kPa | yes | 1.0 | m |",
          "| /a | f8 | T | kPa | maybe | 1.0 | m |", "| /a | f8 | T | kPa | if the moon | 1.0 | m |",
          "| /a | f8 | T | kPa | yes | one | m |", "no table"}) {
        const auto rules = parseFormatTable(documentOf(row));
        ASSERT_FALSE(rules) << row;
        EXPECT_THAT(rules.error().message, HasSubstr(row));
    }
    EXPECT_FALSE(parseFormatTable("no marks at all"));
}

TEST(FormatTable, NumbersAndSetUpsStandForNames)
{
    const FormatRule numbered{.path = "/events@text_{6}"};
    EXPECT_TRUE(speaksOf(numbered, "/events@text_000012"));
    EXPECT_FALSE(speaksOf(numbered, "/events@text_12"));
    EXPECT_FALSE(speaksOf(numbered, "/events@text_0000123"));
    EXPECT_FALSE(speaksOf(numbered, "/events@text_00001x"));
    const FormatRule named{.path = "/metrics/frames/{setup}peak_kpa"};
    for (const char* path : {"/metrics/frames/peak_kpa", "/metrics/frames/under_tool_peak_kpa",
                             "/metrics/frames/support_peak_kpa"}) {
        EXPECT_TRUE(speaksOf(named, path)) << path;
    }
    EXPECT_FALSE(speaksOf(named, "/metrics/frames/over_tool_peak_kpa"));
}

TEST(FormatTable, OneOfListsWhatIsAllowed)
{
    const auto rules =
        parseFormatTable(documentOf("| /a@b | text | | | no | 1.0 | one of: left, right, both |"));
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules->front().allowed, (std::vector<std::string>{"left", "right", "both"}));
}

}  // namespace
}  // namespace palpate::session
