#include "import/json_tokens.hpp"

#include <gmock/gmock.h>

#include "reader_fixture.hpp"

namespace palpate::session {
namespace {

using ::testing::HasSubstr;
using Kind = JsonTokens::Kind;

/// Every token as a letter, texts and numbers written out; then what was wrong.
std::string tokensOf(const std::string& text)
{
    JsonTokens tokens{inputOf(text)};
    std::string all;
    for (;;) {
        const auto token = tokens.next();
        if (!token) {
            return all + "!" + token.error().message;
        }
        switch (*token) {
            case Kind::BeginObject:
                all += "{";
                break;
            case Kind::EndObject:
                all += "}";
                break;
            case Kind::BeginArray:
                all += "[";
                break;
            case Kind::EndArray:
                all += "]";
                break;
            case Kind::Key:
                all += tokens.text() + ":";
                break;
            case Kind::Text:
                all += "'" + tokens.text() + "' ";
                break;
            case Kind::Word:
                all += tokens.text() + " ";
                break;
            case Kind::Number:
                all += std::to_string(tokens.number()) + " ";
                break;
            case Kind::End:
                return all;
        }
    }
}

TEST(JsonTokens, GivesWhatIsThere)
{
    EXPECT_EQ(tokensOf(R"( {"a" : [1, -2.5e1, true],"b":{}, "c":"x\"\n\u00e9\ud83d\ude00"} )"),
              "{a:[1.000000 -25.000000 true ]b:{}c:'x\"\n\xC3\xA9\xF0\x9F\x98\x80' }");
    EXPECT_EQ(tokensOf("\xEF\xBB\xBF[null]"), "[null ]");
    EXPECT_EQ(tokensOf("7"), "7.000000 ");
}

TEST(JsonTokens, RefusesWhatIsNoJsonAndNamesTheByte)
{
    for (const auto* const text : {"[1 2]", "[1,]", "{\"a\" 1}", "{a:1}", "{\"a\":1,}", "[01]", "[1.]",
                                   "[+1]", "[1e]", "[nul]", "[\"\\x\"]", "[\"\\ud83d\"]", "[\"\\udc00\"]",
                                   "[1]]", "[NaN]", "[1e999]", "[\"a\nb\"]", "[}", "\xEF\xBB["}) {
        EXPECT_THAT(tokensOf(text), HasSubstr("!FILE, byte ")) << text;
    }
    EXPECT_THAT(tokensOf("[1, 2, ]"), HasSubstr("byte 7"));
}

TEST(JsonTokens, EveryCutIsRefused)
{
    const std::string whole = R"({"a":[1,-2.5e1,true],"b":{"c":"x\u00e9"}})";
    for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
        EXPECT_THAT(tokensOf(whole.substr(0, bytes)), HasSubstr("!FILE, byte ")) << bytes;
    }
}

TEST(JsonTokens, HasLimits)
{
    EXPECT_THAT(tokensOf(std::string(JsonTokens::kMaxDepth + 1, '[')), HasSubstr("nested more than 32 deep"));
    EXPECT_THAT(tokensOf("[\"" + std::string(JsonTokens::kMaxTextBytes + 1, 'x') + "\"]"),
                HasSubstr("more than 65536 bytes"));
    EXPECT_THAT(tokensOf("[" + std::string(JsonTokens::kMaxNumberBytes + 1, '1') + "]"),
                HasSubstr("64 digits"));
}

TEST(JsonTokens, PassesOverValues)
{
    JsonTokens tokens{inputOf(R"({"a":{"b":[1,{"c":2}]},"d":3})")};
    ASSERT_EQ(*tokens.next(), Kind::BeginObject);
    ASSERT_EQ(*tokens.next(), Kind::Key);
    ASSERT_TRUE(tokens.skipValue());
    ASSERT_EQ(*tokens.next(), Kind::Key);
    EXPECT_EQ(tokens.text(), "d");
}

}  // namespace
}  // namespace palpate::session
