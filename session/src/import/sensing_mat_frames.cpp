#include "import/sensing_mat_frames.hpp"

#include "palpate/core/mat_geometry.hpp"

#include "import/iso_time.hpp"

#include <fmt/format.h>

namespace palpate::session {

namespace {

using Kind = JsonTokens::Kind;

}  // namespace

Result<bool> SensingMatFrames::next(JsonTokens& tokens, JsonFrame& frame, LeftOut& left_out)
{
    if (!is_open_) {
        const auto begin = tokens.next();
        if (!begin) {
            return fail(begin.error());
        }
        if (*begin != Kind::BeginArray) {
            return tokens.failHere(ErrorCode::Corrupt, "pressureData is no list; export it again");
        }
        is_open_ = true;
    }
    const auto token = tokens.next();
    if (!token) {
        return fail(token.error());
    }
    if (*token == Kind::EndArray) {
        return false;
    }
    if (*token != Kind::BeginObject) {
        return tokens.failHere(ErrorCode::Corrupt, "pressureData may hold objects only");
    }
    frame = JsonFrame{.number = frames_};
    for (;;) {
        const auto entry = tokens.next();
        if (!entry) {
            return fail(entry.error());
        }
        if (*entry == Kind::EndObject) {
            break;
        }
        if (auto taken = takeEntry(tokens, frame, left_out); !taken) {
            return fail(std::move(taken.error()));
        }
    }
    ++frames_;
    if (frame.byte == 0) {
        return tokens.failHere(ErrorCode::Corrupt, fmt::format("frame {} has no pressureMatrix", frames_));
    }
    return true;
}

Result<void> SensingMatFrames::takeEntry(JsonTokens& tokens, JsonFrame& frame, LeftOut& left_out)
{
    const auto name = tokens.text();
    const auto token = tokens.next();
    if (!token) {
        return fail(token.error());
    }
    if (name == "pressureMatrix") {
        if (*token != Kind::BeginArray || frame.byte != 0) {
            return tokens.failHere(
                ErrorCode::Corrupt,
                fmt::format("frame {} has another pressureMatrix than one list of rows", frame.number + 1));
        }
        return takeMatrix(tokens, frame);
    }
    if (name == "dateTime" && *token == Kind::Text) {
        left_out.add(name);
        frame.time_s = readIsoTime(tokens.text());
        return {};
    }
    left_out.add(name);
    return tokens.skip(*token);
}

Result<void> SensingMatFrames::takeMatrix(JsonTokens& tokens, JsonFrame& frame)
{
    frame.byte = tokens.position();
    for (;;) {
        const auto token = tokens.next();
        if (!token) {
            return fail(token.error());
        }
        if (*token == Kind::EndArray) {
            return {};
        }
        if (*token != Kind::BeginArray || frame.rows == static_cast<std::size_t>(kMaxMatRows)) {
            return tokens.failHere(
                ErrorCode::Corrupt,
                fmt::format("a pressureMatrix is a list of at most {} rows, each a list", kMaxMatRows));
        }
        const auto before = frame.cells.size();
        if (auto read = readNumbers(tokens, frame.cells); !read) {
            return read;
        }
        const auto cols = frame.cells.size() - before;
        if (frame.rows > 0 && cols != frame.cols) {
            return tokens.failHere(ErrorCode::Corrupt,
                                   fmt::format("frame {}, row {}: {} of {} values; export it again",
                                               frame.number + 1, frame.rows + 1, cols, frame.cols));
        }
        frame.cols = cols;
        ++frame.rows;
    }
}

}  // namespace palpate::session
