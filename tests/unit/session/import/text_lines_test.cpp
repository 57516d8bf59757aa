#include "import/text_lines.hpp"

#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "reader_fixture.hpp"

namespace palpate::session {
namespace {

std::vector<std::string> allLines(const std::string& text, std::size_t piece_bytes)
{
    auto lines = linesOf(text, piece_bytes);
    std::vector<std::string> all;
    for (;;) {
        const auto line = lines.next();
        if (!line) {
            all.push_back("error: " + line.error().message);
            return all;
        }
        if (!*line) {
            return all;
        }
        all.emplace_back(**line);
    }
}

TEST(TextLines, EndWithLfCrlfOrCrInPiecesOfAnySize)
{
    const std::vector<std::string> expected{"a", "", "b", "c", "", "d"};
    for (const std::size_t piece : {1U, 2U, 3U, 5U, 100U}) {
        EXPECT_EQ(allLines("a\n\nb\rc\r\n\r\nd", piece), expected) << piece;
        EXPECT_EQ(allLines("a\n\nb\rc\r\n\r\nd\r\n", piece), expected) << piece;
    }
}

TEST(TextLines, CountsLinesFromOneAndKnowsWhetherTheLastIsOpen)
{
    auto lines = linesOf("1\r\n2\n3");
    ASSERT_TRUE(lines.next());
    EXPECT_EQ(lines.lineNumber(), 1U);
    EXPECT_FALSE(lines.isLineOpen());
    ASSERT_TRUE(lines.next());
    lines.putBack();
    auto moved = std::move(lines);
    EXPECT_EQ(*moved.next(), "2");
    EXPECT_EQ(moved.lineNumber(), 2U);
    EXPECT_EQ(*moved.next(), "3");
    EXPECT_TRUE(moved.isLineOpen());
    EXPECT_EQ(*moved.next(), std::nullopt);
    EXPECT_EQ(moved.bytesRead(), 6U);
}

TEST(TextLines, DecodeByteOrderMarksAndPassOtherBytesThrough)
{
    const std::vector<std::string> expected{"5 \xC3\x9F", "\xF0\x9F\x98\x80"};
    const std::string le{
        "\xFF\xFE"
        "5\0 \0\xDF\0\n\0\x3D\xD8\x00\xDE",
        14};
    const std::string be{
        "\xFE\xFF"
        "\0"
        "5\0 \0\xDF\0\n\xD8\x3D\xDE\x00",
        14};
    for (const std::size_t piece : {1U, 3U, 100U}) {
        EXPECT_EQ(allLines("\xEF\xBB\xBF"
                           "5 \xC3\x9F\n\xF0\x9F\x98\x80",
                           piece),
                  expected);
        EXPECT_EQ(allLines(le, piece), expected);
        EXPECT_EQ(allLines(be, piece), expected);
        EXPECT_EQ(allLines("\xDF", piece), std::vector<std::string>{"\xDF"});
    }
}

TEST(TextLines, RefuseZeroBytesAndHalfCharacters)
{
    EXPECT_NE(allLines(std::string{"ab\0c", 4}, 100).front().find("FILE: holds zero bytes"),
              std::string::npos);
    EXPECT_NE(allLines(std::string{"\xFF\xFE"
                                   "5\0 ",
                                   5},
                       1)
                  .back()
                  .find("middle of a UTF-16 character"),
              std::string::npos);
}

TEST(TextLines, LimitTheLengthOfALine)
{
    std::uint64_t given = 0;
    TextLines lines{"FILE", [&given](std::span<char> into) -> Result<std::size_t> {
                        std::fill(into.begin(), into.end(), '7');
                        given += into.size();
                        return into.size();
                    }};
    const auto line = lines.next();
    ASSERT_FALSE(line);
    EXPECT_EQ(line.error().message,
              "FILE, line 1: longer than 32 MiB; this is not a pressure export with line endings");
    EXPECT_LT(given, kMaxLineBytes + (std::size_t{1} << 20U));
}

TEST(TextLines, NameAMissingFileAndAFolder)
{
    const support::TempDir folder;
    EXPECT_EQ(TextLines::open(folder / "absent.txt").error().message,
              (folder / "absent.txt").string() + ": no such file");
    EXPECT_EQ(TextLines::open(folder.path()).error().message,
              folder.path().string() + ": is a folder; name the file in it");
}

}  // namespace
}  // namespace palpate::session
