#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "format_version.hpp"
#include "journal_format.hpp"
#include "little_endian.hpp"

namespace palpate::session {
namespace {

std::string document(const std::string& name)
{
    std::ifstream in{PALPATE_SOURCE_DIR "/schemas/" + name};
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::uint8_t> hexExample(const std::string& text)
{
    const std::string start = "```hex\n";
    const std::size_t from = text.find(start) + start.size();
    std::istringstream words{text.substr(from, text.find("```", from) - from)};
    std::vector<std::uint8_t> bytes;
    for (std::string word; words >> word;) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(word, nullptr, 16)));
    }
    return bytes;
}

TEST(JournalFormatDocument, WorkedExampleIsWhatTheProgramWrites)
{
    std::vector<std::uint8_t> expected;
    putPrologue(expected);
    std::vector<std::uint8_t> record;
    beginRecord(record, 2, RecordType::CountFrame);
    putStamp(record, {.sequence = 7, .time = SessionTime{10'000'000}, .device_time_us = 123456});
    ByteWriter{record}.put(std::uint16_t{258});
    ByteWriter{record}.put(std::uint16_t{4095});
    endRecord(record);
    expected.insert(expected.end(), record.begin(), record.end());
    record.clear();
    beginRecord(record, 3, RecordType::Gap);
    putGap(record, {.from = SessionTime{10'000'000}, .to = SessionTime{40'000'000}, .missing_frames = 2});
    endRecord(record);
    expected.insert(expected.end(), record.begin(), record.end());
    EXPECT_EQ(hexExample(document("journal-format.md")), expected);
}

TEST(SessionFormatDocument, IsOfThisProgramsVersion)
{
    EXPECT_NE(
        document("session-format.md").find("# The session file, version " + std::string{kFormatVersionText}),
        std::string::npos);
}

}  // namespace
}  // namespace palpate::session
