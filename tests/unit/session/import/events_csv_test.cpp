#include "import/events_csv.hpp"

#include <gmock/gmock.h>

#include "palpate/session/import.hpp"
#include "palpate/support/temp_dir.hpp"

#include "reader_fixture.hpp"

namespace palpate::session {
namespace {

using ::testing::HasSubstr;

const std::string kHeader = "time_s,kind,nrs,x_mm,y_mm,text\n";

Result<std::vector<Event>> parse(const std::string& text)
{
    auto lines = linesOf(text);
    return parseEventsCsv(lines);
}

std::string refusal(const std::string& text)
{
    const auto events = parse(text);
    return events ? "accepted" : events.error().message;
}

TEST(EventsCsv, ReadsEveryColumnAndEmptyOnes)
{
    const auto events = parse("\xEF\xBB\xBF" + kHeader +
                              "12.5,pain,7,100.5,-20,left shoulder\r\n"
                              "\r\n"
                              " 13 ,note, , , ,\"he said \"\"there\"\", then\nbreathed\"\n"
                              "14,marker,,,,");
    ASSERT_TRUE(events) << events.error().message;
    ASSERT_EQ(events->size(), 3U);
    const auto& pain = events->at(0);
    EXPECT_EQ(pain.time, std::chrono::milliseconds{12500});
    EXPECT_EQ(pain.kind, EventKind::Pain);
    EXPECT_EQ(pain.nrs, 7);
    EXPECT_EQ(pain.place, (MatPoint{.x_mm = 100.5, .y_mm = -20}));
    EXPECT_EQ(pain.text, "left shoulder");
    EXPECT_EQ(events->at(1).text, "he said \"there\", then\nbreathed");
    EXPECT_FALSE(events->at(1).nrs);
    EXPECT_FALSE(events->at(1).place);
    EXPECT_EQ(events->at(2).kind, EventKind::Marker);
}

TEST(EventsCsv, KeepsTextInAnyEncodingAsUtf8)
{
    EXPECT_EQ(parse(kHeader + "1,note,,,,Ges\xC3\xA4\xC3\x9F\n")->at(0).text, "Ges\xC3\xA4\xC3\x9F");
    EXPECT_EQ(parse(kHeader + "1,note,,,,Ges\xE4\xDF\n")->at(0).text, "Ges\xC3\xA4\xC3\x9F");
}

TEST(EventsCsv, TakesBackTheApostropheThatTheExportPutsBeforeFormulas)
{
    EXPECT_EQ(parse(kHeader + "1,note,,,,'=1+1\n")->at(0).text, "=1+1");
    EXPECT_EQ(parse(kHeader + "1,note,,,,'quoted'\n")->at(0).text, "'quoted'");
}

TEST(EventsCsv, RefusesWithTheLine)
{
    EXPECT_THAT(refusal(""), HasSubstr("FILE: is empty; its first line must be time_s,kind,nrs"));
    EXPECT_THAT(refusal("time,kind\n"), HasSubstr("FILE: line 1: the header must be time_s,kind,nrs"));
    EXPECT_THAT(refusal(kHeader + "1,pain,,,\n"), HasSubstr("FILE, line 2: 5 of 6 fields"));
    EXPECT_THAT(refusal(kHeader + "1,note,,,,a\n1,note,,,,a,b\n"), HasSubstr("FILE, line 3: 7 of 6 fields"));
    EXPECT_THAT(refusal(kHeader + ",pain,,,,\n"), HasSubstr("FILE, line 2: time_s ''"));
    EXPECT_THAT(refusal(kHeader + "-1,pain,,,,\n"), HasSubstr("FILE, line 2: time_s '-1'"));
    EXPECT_THAT(refusal(kHeader + "nan,pain,,,,\n"), HasSubstr("FILE, line 2: time_s 'nan'"));
    EXPECT_THAT(refusal(kHeader + "1,ouch,,,,\n"), HasSubstr("FILE, line 2: event kind 'ouch'"));
    EXPECT_THAT(refusal(kHeader + "1,pain,11,,,\n"), HasSubstr("FILE, line 2: pain rating 11"));
    EXPECT_THAT(refusal(kHeader + "1,pain,6.5,,,\n"),
                HasSubstr("FILE, line 2: nrs '6.5' is not a whole number"));
    EXPECT_THAT(refusal(kHeader + "1,pain,6,5,,\n"), HasSubstr("FILE, line 2: a place needs both"));
    EXPECT_THAT(refusal(kHeader + "1,pain,6,inf,1,\n"), HasSubstr("FILE, line 2: an event's place"));
    EXPECT_THAT(refusal(kHeader + "1,note,,,,\"open\n\n"), HasSubstr("FILE, line 2: a quote is opened"));
    EXPECT_THAT(refusal(kHeader + "1,note,,,,a\"b\n"), HasSubstr("FILE, line 2: a quote inside"));
    EXPECT_THAT(refusal(kHeader + "1,note,,,,\"a\"b\n"),
                HasSubstr("FILE, line 2: text after a closing quote"));
    EXPECT_THAT(refusal(kHeader + "1,note,,,," + std::string(5000, 'x')),
                HasSubstr("FILE, line 2: text of 5000 bytes"));
}

TEST(EventsCsv, NamesAMissingFile)
{
    const support::TempDir folder;
    EXPECT_EQ(readEventsCsv(folder / "events.csv").error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace palpate::session
