/** A QR code as inline SVG: no picture is fetched from anywhere, and none is stored. The library is large and seldom needed: loaded when it is. */
export const qrSvg = async (text: string): Promise<string> => {
  const { toSVG } = await import('bwip-js/node');
  return toSVG({ bcid: 'qrcode', text, scale: 4, padding: 4 });
};
