/** The npm command of this platform. */
export const npm: string;
