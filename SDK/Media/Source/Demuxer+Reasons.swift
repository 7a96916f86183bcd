internal import CMedia

extension Demuxer {
  /// The containers that are read. Not among them: playlists, text that libav would draw as
  /// pictures, and whatever opens other files.
  static let containers = [
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,mpegts,mpeg,mpegvideo,m4v,h264,hevc,obu,av1",
    "ivf,ogg,asf,rm,nut,dv,mxf,gxf,wtv,yuv4mpegpipe,mjpeg,gif,apng",
    "wav,w64,aiff,au,caf,flac,mp3,aac,ac3,eac3,dts,amr,wv,ape,tta,tak,mpc,mpc8,voc,oma,dsf,xwma",
    "png_pipe,jpeg_pipe,jpegls_pipe,webp_pipe,bmp_pipe,tiff_pipe,ppm_pipe,pgm_pipe,pbm_pipe",
    "pam_pipe,qoi_pipe,jpegxl_pipe,j2k_pipe,exr_pipe,dpx_pipe,sgi_pipe,sunrast_pipe,pcx_pipe",
  ].joined(separator: ",")

  /// Why `source` could not be opened, as precisely as its first bytes tell.
  static func reason(
    _ source: ByteSource, _ input: InputContext, _ code: CInt
  ) throws(MediaError) -> MediaError {
    if let failure = input.failure { return failure }
    if source.wasCancelled || code == cmedia_exit { return .cancelled }
    if code == cmedia_no_memory || code == cmedia_no_decoder || code == cmedia_patch_welcome {
      return MediaError(code: code, source.name, "open it")
    }
    let start = try source.bytes(at: 0, count: 4096)
    if start.isEmpty {
      return MediaError(.unreadable, "\(source.name) is empty (0 bytes)")
    }
    if start.count >= 8, start[4..<8].elementsEqual("ftyp".utf8) {
      return MediaError(
        .unreadable,
        "\(source.name) is an MP4 whose index (the 'moov' box) is missing or damaged;"
          + " the recording or its upload was probably cut off")
    }
    if start.allSatisfy({ $0 == 0 }) {
      return MediaError(.unreadable, "\(source.name) is not media: it starts with zeros only")
    }
    return MediaError(
      .unreadable, "\(source.name) is not media of a kind that is known here, or it is damaged")
  }
}
