#include "checked_frames.hpp"

#include <utility>

#include "frame_chunks.hpp"
#include "root_groups.hpp"

namespace palpate::session {

template <typename T>
Result<CheckedFrames> checkFrames(hid_t file, std::string_view dataset,
                                  const std::function<bool()>& cancelled)
{
    auto checksums = readChecksums(file, dataset);
    if (!checksums) {
        return fail(checksums.error());
    }
    auto frames = FrameChunkReader<T>::open(file, dataset, std::move(*checksums));
    if (!frames) {
        return fail(frames.error());
    }
    const auto& shape = frames->shape();
    CheckedFrames checked{.frames = shape.frames, .chunks = 0, .damaged = {}};
    for (std::uint64_t first = 0; first < shape.frames; first += shape.chunk_frames) {
        if (cancelled && cancelled()) {
            return fail(ErrorCode::Cancelled, "the check was cancelled");
        }
        ++checked.chunks;
        if (const auto read = frames->frame(first); !read) {
            checked.damaged.push_back(read.error().message);
        }
    }
    return checked;
}

template Result<CheckedFrames> checkFrames<std::uint16_t>(hid_t, std::string_view,
                                                          const std::function<bool()>&);
template Result<CheckedFrames> checkFrames<float>(hid_t, std::string_view, const std::function<bool()>&);

}  // namespace palpate::session
