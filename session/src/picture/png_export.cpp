#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

#include "palpate/session/picture_export.hpp"

#include "export/part_stream.hpp"
#include "picture/map_drawing.hpp"

#include <fmt/format.h>
#include <png.h>

namespace palpate::session {

namespace {

struct FreePng {
    void operator()(png_image* image) const
    {
        png_image_free(image);
        delete image;
    }
};

std::vector<png_byte> paletteBytes()
{
    const auto& colors = drawingColors();
    std::vector<png_byte> bytes;
    bytes.reserve(colors.size() * 3);
    for (const Color& color : colors) {
        bytes.insert(bytes.end(), {color.red, color.green, color.blue});
    }
    return bytes;
}

/// The whole file in memory: a picture is small.
Result<std::vector<png_byte>> encode(const Drawing& drawing, const std::filesystem::path& path)
{
    const std::unique_ptr<png_image, FreePng> image{new png_image{}};
    image->version = PNG_IMAGE_VERSION;
    image->width = static_cast<png_uint_32>(drawing.width);
    image->height = static_cast<png_uint_32>(drawing.height);
    image->format = PNG_FORMAT_RGB_COLORMAP;
    image->colormap_entries = static_cast<png_uint_32>(drawingColors().size());
    const auto palette = paletteBytes();
    std::vector<png_byte> bytes(PNG_IMAGE_PNG_SIZE_MAX(*image));
    png_alloc_size_t size = bytes.size();
    if (png_image_write_to_memory(image.get(), bytes.data(), &size, 0, drawing.pixels.data(), 0,
                                  palette.data()) == 0) {
        return fail(ErrorCode::Io, fmt::format("{}: {}", path.string(), &image->message[0]));
    }
    bytes.resize(size);
    return bytes;
}

}  // namespace

Result<void> exportPng(const CellArray<float>& map, const MatGeometry& geometry, const PictureStyle& style,
                       const std::filesystem::path& path, bool overwrite)
{
    auto out = PartStream::create(path, overwrite);
    if (!out) {
        return fail(std::move(out.error()));
    }
    MapDrawing drawing{geometry, style};
    const auto bytes = encode(drawing.draw(map, ""), path);
    if (!bytes) {
        return fail(bytes.error());
    }
    out->appendBytes(std::as_bytes(std::span{*bytes}));
    return out->publish();
}

}  // namespace palpate::session
