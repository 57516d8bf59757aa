#include "picture/film_writer.hpp"

#include <array>
#include <cstring>
#include <utility>
#include <vector>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

#include <fmt/format.h>

namespace palpate::session {

namespace {

constexpr int kMostTimeBase = 100'000;
constexpr std::int64_t kMpeg4BitsPerSecond = 4'000'000;

struct CloseFormat {
    void operator()(AVFormatContext* format) const
    {
        avio_closep(&format->pb);
        avformat_free_context(format);
    }
};
struct FreeCodec {
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
struct FreeScaler {
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};

std::string reasonOfAv(int status)
{
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(status, text.data(), text.size());
    return text.data();
}

const AVCodec* encoderOf(FilmFormat format)
{
    if (format == FilmFormat::Gif) {
        return avcodec_find_encoder(AV_CODEC_ID_GIF);
    }
    const AVCodec* h264 = avcodec_find_encoder_by_name("libx264");
    return h264 != nullptr ? h264 : avcodec_find_encoder(AV_CODEC_ID_MPEG4);
}

/// One 32-bit word a colour, as AV_PIX_FMT_PAL8 wants it.
std::vector<std::uint32_t> paletteWords()
{
    const auto& colors = drawingColors();
    std::vector<std::uint32_t> words;
    words.reserve(colors.size());
    for (const Color& color : colors) {
        words.push_back(0xFF000000U | std::uint32_t{color.red} << 16U | std::uint32_t{color.green} << 8U |
                        std::uint32_t{color.blue});
    }
    return words;
}

}  // namespace

struct FilmWriter::State {
    std::string name;
    std::unique_ptr<AVFormatContext, CloseFormat> format;
    std::unique_ptr<AVCodecContext, FreeCodec> codec;
    std::unique_ptr<AVFrame, FreeFrame> frame;
    std::unique_ptr<AVPacket, FreePacket> packet;
    std::unique_ptr<SwsContext, FreeScaler> scaler;
    AVStream* stream = nullptr;
    std::vector<std::uint32_t> palette;
    std::int64_t next_pts = 0;

    [[nodiscard]] tl::unexpected<Error> failAv(std::string_view what, int status) const
    {
        return fail(ErrorCode::Io, fmt::format("{}: {} ({})", name, what, reasonOfAv(status)));
    }
    Result<void> open(const std::filesystem::path& path, FilmFormat film, int width, int height, double fps);
    Result<void> openCodec(FilmFormat film, int width, int height, double fps);
    void fillFrame(const Drawing& drawing);
    Result<void> encode(const AVFrame* picture);
};

FilmWriter::FilmWriter(std::unique_ptr<State> state) : state_{std::move(state)} {}
FilmWriter::FilmWriter(FilmWriter&&) noexcept = default;
FilmWriter::~FilmWriter() = default;

Result<FilmWriter> FilmWriter::create(const std::filesystem::path& path, FilmFormat format, int width,
                                      int height, double fps, const std::string& name)
{
    av_log_set_level(AV_LOG_ERROR);
    auto state = std::make_unique<State>();
    state->name = name;
    state->palette = paletteWords();
    if (auto opened = state->open(path, format, width, height, fps); !opened) {
        return fail(std::move(opened.error()));
    }
    return FilmWriter{std::move(state)};
}

Result<void> FilmWriter::State::open(const std::filesystem::path& path, FilmFormat film, int width,
                                     int height, double fps)
{
    AVFormatContext* opened = nullptr;
    const char* const kind = film == FilmFormat::Gif ? "gif" : "mp4";
    if (const int status = avformat_alloc_output_context2(&opened, nullptr, kind, path.c_str()); status < 0) {
        return failAv("libav cannot write films of this kind", status);
    }
    format.reset(opened);
    // No time of making, no version: the same session gives the same film.
    format->flags |= AVFMT_FLAG_BITEXACT;
    if (auto codec_opened = openCodec(film, width, height, fps); !codec_opened) {
        return codec_opened;
    }
    stream = avformat_new_stream(format.get(), nullptr);
    if (stream == nullptr) {
        return failAv("no memory", AVERROR(ENOMEM));
    }
    stream->time_base = codec->time_base;
    stream->avg_frame_rate = codec->framerate;
    if (const int status = avcodec_parameters_from_context(stream->codecpar, codec.get()); status < 0) {
        return failAv("the film cannot be set up", status);
    }
    if (const int status = avio_open(&format->pb, path.c_str(), AVIO_FLAG_WRITE); status < 0) {
        return failAv("cannot be written", status);
    }
    if (const int status = avformat_write_header(format.get(), nullptr); status < 0) {
        return failAv("cannot be written", status);
    }
    return {};
}

Result<void> FilmWriter::State::openCodec(FilmFormat film, int width, int height, double fps)
{
    const AVCodec* const encoder = encoderOf(film);
    if (encoder == nullptr) {
        return fail(
            ErrorCode::NotFound,
            fmt::format("{}: the libav of this machine cannot write such films; try .gif or .mp4", name));
    }
    codec.reset(avcodec_alloc_context3(encoder));
    frame.reset(av_frame_alloc());
    packet.reset(av_packet_alloc());
    if (!codec || !frame || !packet) {
        return failAv("no memory", AVERROR(ENOMEM));
    }
    codec->width = width;
    codec->height = height;
    codec->framerate = av_d2q(fps, kMostTimeBase);
    codec->time_base = av_inv_q(codec->framerate);
    codec->pix_fmt = film == FilmFormat::Gif ? AV_PIX_FMT_PAL8 : AV_PIX_FMT_YUV420P;
    codec->flags |= AV_CODEC_FLAG_BITEXACT;
    if (encoder->id == AV_CODEC_ID_MPEG4) {
        codec->bit_rate = kMpeg4BitsPerSecond;
    }
    if ((format->oformat->flags & AVFMT_GLOBALHEADER) != 0) {
        codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    }
    if (encoder->id == AV_CODEC_ID_H264) {
        // As good as the eye needs; an encoder without this option takes its own default.
        static_cast<void>(av_opt_set(codec->priv_data, "crf", "18", 0));
    }
    if (const int status = avcodec_open2(codec.get(), encoder, nullptr); status < 0) {
        return failAv("the film cannot be set up", status);
    }
    frame->format = codec->pix_fmt;
    frame->width = width;
    frame->height = height;
    if (const int status = av_frame_get_buffer(frame.get(), 0); status < 0) {
        return failAv("no memory", status);
    }
    if (film == FilmFormat::Mp4) {
        scaler.reset(sws_getContext(width, height, AV_PIX_FMT_PAL8, width, height, codec->pix_fmt, SWS_POINT,
                                    nullptr, nullptr, nullptr));
        if (!scaler) {
            return failAv("no memory", AVERROR(ENOMEM));
        }
    }
    return {};
}

void FilmWriter::State::fillFrame(const Drawing& drawing)
{
    const auto* const palette_bytes = reinterpret_cast<const std::uint8_t*>(palette.data());
    if (scaler) {
        const std::array<const std::uint8_t*, 4> planes{drawing.pixels.data(), palette_bytes, nullptr,
                                                        nullptr};
        const std::array<int, 4> strides{drawing.width, 0, 0, 0};
        sws_scale(scaler.get(), planes.data(), strides.data(), 0, drawing.height, &frame->data[0],
                  &frame->linesize[0]);
        return;
    }
    for (int y = 0; y < drawing.height; ++y) {
        std::memcpy(frame->data[0] + static_cast<std::ptrdiff_t>(y) * frame->linesize[0],
                    drawing.pixels.data() + static_cast<std::ptrdiff_t>(y) * drawing.width,
                    static_cast<std::size_t>(drawing.width));
    }
    std::memcpy(frame->data[1], palette_bytes, palette.size() * sizeof(std::uint32_t));
}

Result<void> FilmWriter::append(const Drawing& drawing)
{
    State& state = *state_;
    if (const int status = av_frame_make_writable(state.frame.get()); status < 0) {
        return state.failAv("no memory", status);
    }
    state.fillFrame(drawing);
    state.frame->pts = state.next_pts++;
    return state.encode(state.frame.get());
}

Result<void> FilmWriter::State::encode(const AVFrame* picture)
{
    if (const int status = avcodec_send_frame(codec.get(), picture); status < 0) {
        return failAv("cannot be encoded", status);
    }
    while (true) {
        const int status = avcodec_receive_packet(codec.get(), packet.get());
        if (status == AVERROR(EAGAIN) || status == AVERROR_EOF) {
            return {};
        }
        if (status < 0) {
            return failAv("cannot be encoded", status);
        }
        // The last picture is shown as long as the others.
        packet->duration = packet->duration > 0 ? packet->duration : 1;
        av_packet_rescale_ts(packet.get(), codec->time_base, stream->time_base);
        packet->stream_index = stream->index;
        if (const int written = av_interleaved_write_frame(format.get(), packet.get()); written < 0) {
            return failAv("cannot be written", written);
        }
    }
}

Result<void> FilmWriter::finish()
{
    State& state = *state_;
    if (auto flushed = state.encode(nullptr); !flushed) {
        return flushed;
    }
    if (const int status = av_write_trailer(state.format.get()); status < 0) {
        return state.failAv("cannot be written", status);
    }
    if (const int status = avio_closep(&state.format->pb); status < 0) {
        return state.failAv("cannot be written", status);
    }
    return {};
}

}  // namespace palpate::session
