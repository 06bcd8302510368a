/** Hands a file to the device, as if it had been a link to it. */
export const download = (content: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers begin to read it only after the click has been answered.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};
